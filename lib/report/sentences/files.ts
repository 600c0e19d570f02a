import type { FileCodes, ReadingCodes } from "../../config/problem-codes";
import type { Sentences } from "./sentences";

/** Files that cannot be found or read. */
export const fileSentences: Sentences<ReadingCodes & FileCodes> = {
  "several-configs": ({ folder, names }) =>
    `${folder} holds ${names.join(" and ")}: name the one that is meant, or remove the others`,
  "no-config": ({ names, last }) =>
    `there is no ${names.join(", ")} here or in a folder above, up to ${last}: write one with \`trailkey init\`, or name your config with -c FILE (in a CDKTF app with TRAILKEY_CONFIG)`,
  "config-of-other-user": ({ file, owner }) =>
    `${file} belongs to another user (ID ${owner}) and would run as you, so trailkey does not run it unasked: name it with -c FILE if you trust it (in a CDKTF app with TRAILKEY_CONFIG)`,
  "file-kind": () => "is of no known kind: a config is a .yaml, .yml, .json or .ts file",
  "file-is-folder": () => "is a folder: name the file in it",
  "file-empty": () => "is empty: a config has at least a name and a bucket",
  "file-missing": () => "does not exist",
  "file-forbidden": () => "cannot be read: you have no permission",
  // Node's code for a name that no file can have, before the system sees it.
  "file-unreadable": ({ error }) =>
    error === "ERR_INVALID_ARG_VALUE"
      ? "is no name of a file: it holds the character U+0000"
      : `cannot be read (${error})`,
  "not-options": ({ holds }) =>
    `holds ${holds === "nothing" ? holds : `a ${holds}`} where a config's options should be: start with name: …`,
  "not-utf8": () => "is not UTF-8 text: save it as UTF-8",
  "repeated-key": () => "this key is written twice in its section: leave one out",
  "json-depth": ({ depth }) => `nests ${depth} levels deep: no file that is meant does`,
  "json-leading-zero": () => "a number does not start with 0: an account ID goes in quotes",
  "json-trailing-comma": () => "a comma before a closing bracket, which JSON does not have: remove it",
  "json-syntax": ({ error }) =>
    jsonErrors[error] ?? error.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  "yaml-documents": () => "a second document starts here: a config is one document, without --- between",
  "yaml-tab": () => "a tab indents this line: YAML wants spaces",
  "yaml-depth": () => "nests too deeply here: a config has only a few levels",
  "yaml-alias": ({ name }) =>
    `*${name} refers to an anchor that does not exist: write &${name} before it, or put the text in quotes`,
  "yaml-syntax": ({ reason }) => reason,
  "typescript-run": ({ reason }) => `cannot be run: ${reason}`,
  "typescript-await": () =>
    "uses `await` outside a function, which cannot be run: a config is read synchronously; export plain data",
  "typescript-exit": () => "calls process.exit: a config only exports its data",
  "typescript-open": ({ open }) =>
    `leaves something running (${open.join(", ")}): a config only exports its data; stop timers and close connections`,
  "typescript-promise": () => "exports a promise: export the config itself",
  "typescript-export": () =>
    "exports no config: write `export default { … }`, or `export const config = { … }`",
};

/** By jsonc-parser's names. */
const jsonErrors: Readonly<Record<string, string>> = {
  InvalidCommentToken: "a comment, which JSON does not have: use trailkey.yaml for comments",
  PropertyNameExpected: "a key in double quotes is expected",
  ValueExpected: "a value is expected",
  ColonExpected: "a colon is expected",
  CommaExpected: "a comma is expected",
  CloseBraceExpected: "a closing brace is expected",
  CloseBracketExpected: "a closing bracket is expected",
  EndOfFileExpected: "the file should end before this",
  UnexpectedEndOfString: "a text has no closing quote",
  InvalidNumberFormat: "a number that JSON does not have; an account ID goes in quotes",
  InvalidSymbol: "neither a value nor a text in double quotes",
};
