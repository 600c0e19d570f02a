import type { Identities, Identity } from "../../describe/identities";
import { identityDefaults, isIdentityType } from "../../describe/identities";
import type { JsonValue } from "../../terraform/canonical-json";
import { hashesOf } from "./file-hashes";
import type { SurveyedFile } from "./file-state";
import type { Manifest } from "./manifest";

/**
 * What a module makes, read from its own files: manifests of version 1 do not say. Only files that are as
 * trailkey wrote them are read, so their form is known; what an edited file holds is not.
 */
export function resourcesInFiles(files: readonly SurveyedFile[], manifest: Manifest): Identities {
  const texts = files.flatMap(({ path, current }) =>
    current !== null &&
    path.endsWith(".tf") &&
    !path.includes("/") &&
    manifest.files.get(path)?.includes(hashesOf(current)[0])
      ? [current.toString()]
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

const argumentIn = (body: string, name: string): string | undefined =>
  new RegExp(`^  ${name} += (.*)$`, "m").exec(body)?.[1];

/** Text and booleans are written as in JSON. */
function parse(literal: string | undefined): JsonValue | undefined {
  try {
    return literal === undefined ? undefined : (JSON.parse(literal) as JsonValue);
  } catch {
    return undefined;
  }
}
