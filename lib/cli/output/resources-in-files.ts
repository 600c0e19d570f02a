import type { Identities, Identity } from "../../describe/identities";
import { identityDefaults, isIdentityType } from "../../describe/identities";
import type { JsonValue } from "../../terraform/canonical-json";
import type { SurveyedFile } from "./file-state";
import type { Manifest } from "./manifest";

/**
 * What a module makes, read from its own files: manifests of version 1 do not say. A file that was edited is read
 * too, as far as it is in the form of `terraform fmt`; what is in another form counts as not known.
 */
export function resourcesInFiles(files: readonly SurveyedFile[], manifest: Manifest): Identities {
  const texts = files.flatMap(({ path, current }) =>
    current !== null && path.endsWith(".tf") && !path.includes("/") && manifest.files.has(path)
      ? [current.toString().replaceAll("\r\n", "\n")]
      : [],
  );
  const text = texts.join("\n");
  const defaults = new Map(
    blocksOf(text, /variable "(\w+)"/).map(([body, name = ""]) => [name, argumentIn(body, "default")]),
  );
  return Object.fromEntries(
    blocksOf(text, /resource "(\w+)" "(\w+)"/).flatMap(([body, type = "", name = ""]) =>
      isIdentityType(type) ? [[`${type}.${name}`, identityIn(body, identityDefaults(type), defaults)]] : [],
    ),
  );
}

/** The bodies of the blocks whose head matches, each with the head's groups. */
const blocksOf = (text: string, head: RegExp): readonly (readonly [string, ...string[]])[] =>
  [...text.matchAll(new RegExp(`^${head.source} \\{\\n([^]*?)^\\}`, "gm"))].map((match) => [
    match.at(-1) ?? "",
    ...match.slice(1, -1),
  ]);

function identityIn(
  body: string,
  otherwise: Identity,
  defaults: ReadonlyMap<string, string | undefined>,
): Identity {
  const known = Object.entries(otherwise).flatMap(([argument, value]): [string, JsonValue][] => {
    const written = argumentIn(body, argument);
    if (written === undefined) return [[argument, value]];
    const variable = /^var\.(\w+)$/.exec(written)?.[1];
    const literal = parse(variable === undefined ? written : defaults.get(variable));
    return literal === undefined ? [] : [[argument, literal]];
  });
  return Object.fromEntries(known);
}

/** What the argument is set to, without a comment behind it. trailkey writes these before any nested block. */
const argumentIn = (body: string, name: string): string | undefined => {
  const written = new RegExp(`^[ \\t]+${name} *= *(.*)$`, "m").exec(body)?.[1];
  return written && (/^("(?:\\.|[^"\\])*"|[\w.]+) *(?:#.*|\/\/.*)?$/.exec(written)?.[1] ?? written);
};

/** Text and booleans are written as in JSON, but for what Terraform puts into a text. */
function parse(literal: string | undefined): JsonValue | undefined {
  try {
    const isPlain = literal !== undefined && !/[$%]\{/.test(literal);
    return isPlain ? (JSON.parse(literal) as JsonValue) : undefined;
  } catch {
    return undefined;
  }
}
