import type { FileCodes, ReadingCodes } from "../../config/problem-codes";
import type { Sentences } from "./sentences";

/** Files that cannot be found or read. */
export const fileSentences: Sentences<ReadingCodes & FileCodes> = {
  "several-configs": ({ folder, names }) =>
    `${folder} contains ${names.join(" and ")}: name one of them with -c, or remove the others`,
  "no-config": ({ names, last }) =>
    `there is no ${names.join(", ")} here or in a parent folder, up to ${last}: write one with \`trailkey init\`, or give your config with -c FILE (in a CDKTF app with TRAILKEY_CONFIG)`,
  "config-of-other-user": ({ file, owner }) =>
    `${file} belongs to another user (ID ${owner}) and would run as you, so trailkey does not run it by default: give it with -c FILE if you trust it (in a CDKTF app with TRAILKEY_CONFIG)`,
  "file-kind": () => "has an unknown extension: a config is a .yaml, .yml, .json or .ts file",
  "file-is-folder": () => "is a folder: give the file in it",
  "file-empty": () => "is empty: a config needs at least a name and a bucket",
  "file-missing": () => "does not exist",
  "file-forbidden": () => "cannot be read: you have no permission",
  // Node's code for a name that no file can have, before the system sees it.
  "file-unreadable": ({ error }) =>
    error === "ERR_INVALID_ARG_VALUE"
      ? "is not a file name: it contains the character U+0000"
      : `cannot be read (${error})`,
  "extends-missing": ({ file }) =>
    `${file} does not exist: extends is a path relative to the file that contains it`,
  "extends-circle": ({ files }) =>
    `this is a circle, ${files.join(" extends ")}: remove extends from one of these files`,
  "extends-of-other-user": ({ file, of, owner }) =>
    `${file} would run as you, and ${of} belongs to another user (ID ${owner}), so trailkey does not run it by default: give this config with -c FILE if you trust it (in a CDKTF app with TRAILKEY_CONFIG)`,
  "not-options": ({ holds }) =>
    `contains ${holds === "nothing" ? holds : `a ${holds}`} instead of a config's options: start with name: …`,
  "not-utf8": () => "is not UTF-8 text: save it as UTF-8",
  "repeated-key": () => "this key occurs twice in its section: remove one",
  "json-depth": ({ depth }) => `is nested ${depth} levels deep, which is deeper than trailkey reads`,
  "json-leading-zero": () => "a number cannot start with 0: write an account ID in quotes",
  "json-trailing-comma": () => "JSON does not allow a comma before a closing bracket: remove it",
  "json-syntax": ({ error }) =>
    jsonErrors[error] ?? error.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  "yaml-documents": () =>
    "a second document starts here: a config must be one document, without a --- separator",
  "yaml-tab": () => "a tab indents this line: YAML requires spaces",
  "yaml-depth": () => "is nested too deeply here: a config has only a few levels",
  "yaml-alias": ({ name }) =>
    `*${name} refers to an anchor that does not exist: write &${name} before it, or put the value in quotes`,
  "yaml-syntax": ({ reason }) => reason,
  "typescript-run": ({ reason }) => `cannot be run: ${reason}`,
  "typescript-await": () =>
    "uses `await` outside a function, which is not supported: a config is read synchronously; export plain data",
  "typescript-exit": () => "calls process.exit: a config must only export its data",
  "typescript-open": ({ open }) =>
    `leaves something running (${open.join(", ")}): a config must only export its data; stop timers and close connections`,
  "typescript-promise": () => "exports a promise: export the config itself",
  "typescript-export": () =>
    "exports no config: write `export default { … }`, or `export const config = { … }`",
};

/** By jsonc-parser's names. */
const jsonErrors: Readonly<Record<string, string>> = {
  InvalidCommentToken: "JSON does not allow comments: use trailkey.yaml for comments",
  PropertyNameExpected: "a key in double quotes is expected",
  ValueExpected: "a value is expected",
  ColonExpected: "a colon is expected",
  CommaExpected: "a comma is expected",
  CloseBraceExpected: "a closing brace is expected",
  CloseBracketExpected: "a closing bracket is expected",
  EndOfFileExpected: "the file should end before this point",
  UnexpectedEndOfString: "a string has no closing quote",
  InvalidNumberFormat: "this is not a JSON number; write an account ID in quotes",
  InvalidSymbol: "this is neither a JSON value nor a string in double quotes",
};
