import type { JsonPath } from "../policy/policy";
import { membersOf } from "./linted-policy";

/** Every text of a JSON value, names of members among them, with its place. */
export function textsIn(json: unknown, path: JsonPath = []): readonly Text[] {
  if (typeof json === "string") return [{ text: json, path, isName: false }];
  if (Array.isArray(json)) return json.flatMap((item, index) => textsIn(item, [...path, index]));
  return [...membersOf(json)].flatMap(([name, value]) => [
    { text: name, path: [...path, name], isName: true },
    ...textsIn(value, [...path, name]),
  ]);
}

export interface Text {
  readonly text: string;
  readonly path: JsonPath;
  /** Whether it is the name of the member that the path leads to. */
  readonly isName: boolean;
}
