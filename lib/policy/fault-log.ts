import { isObject } from "./is-object";
import type { JsonPath, PolicyFault, PolicyFaultCode } from "./policy";

/** The members of a JSON object. A map, so that a member named `__proto__` is one like any other. */
export type Members = ReadonlyMap<string, unknown>;

/** Reads JSON of any shape and keeps account of what was wrong with it. */
export class FaultLog {
  readonly all: PolicyFault[] = [];

  add(code: PolicyFaultCode, path: JsonPath, args: PolicyFault["args"] = {}): void {
    this.all.push({ code, path, args });
  }

  /** The members of an object, or a fault and undefined. What JavaScript has undefined, JSON has not at all. */
  object(json: unknown, path: JsonPath, otherwise: PolicyFaultCode): Members | undefined {
    if (isObject(json)) {
      return new Map(Object.entries(json).filter(([, value]) => value !== undefined));
    }
    this.add(otherwise, path, { type: typeOf(json) });
    return undefined;
  }

  /** A text or a list of texts; numbers and booleans count as text where `scalars` says so. Each is shown to `check`. */
  texts(
    json: unknown,
    path: JsonPath,
    { scalars = false, check }: { scalars?: boolean; check?: (text: string, path: JsonPath) => void } = {},
  ): readonly string[] {
    const list: readonly unknown[] = Array.isArray(json) ? json : [json];
    return list.flatMap((value, position) => {
      const here = Array.isArray(json) ? [...path, position] : path;
      if (
        typeof value === "string" ||
        (scalars && (typeof value === "number" || typeof value === "boolean"))
      ) {
        check?.(String(value), here);
        return [String(value)];
      }
      this.add("value-not-text", here, { type: typeOf(value) });
      return [];
    });
  }

  unknownMembers(members: Members, known: readonly string[], path: JsonPath): void {
    for (const member of members.keys()) {
      if (!known.includes(member)) this.add("member-unknown", [...path, member], { member });
    }
  }
}

export const typeOf = (json: unknown): string =>
  json === null ? "null" : Array.isArray(json) ? "list" : typeof json;
