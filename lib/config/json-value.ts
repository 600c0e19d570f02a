import type { IsOpaque } from "./opaque";
import type { Path } from "./problem";
import type { Violation } from "./problem-codes";
import type { TextRule } from "./value-rule";
import { violationOf } from "./violation";

/** What JSON cannot hold, or a policy does not. */
export type NotJson =
  | { readonly code: "not-json"; readonly args: { readonly holds: string } }
  | { readonly code: "key-written-twice"; readonly args: { readonly key: string } }
  | Violation;

/** The parts of a value that are no JSON, each with its path. What only Terraform knows is taken for JSON. */
export function notJsonIn(
  value: unknown,
  opaque: IsOpaque,
): readonly { readonly mistake: NotJson; readonly path: Path }[] {
  const found: { readonly mistake: NotJson; readonly path: Path }[] = [];
  let count = 0;
  const check = (inner: unknown, path: Path): void => {
    if (++count > most) return;
    const add = (mistake: NotJson | undefined): void => {
      if (mistake !== undefined) found.push({ mistake, path });
    };
    const text = (written: string): void => {
      add(opaque(written) ? undefined : violationOf(anyText, written));
    };
    if (typeof inner === "string") text(inner);
    else if (typeof inner === "number") {
      if (!Number.isFinite(inner) && !opaque(inner)) add(notJson(String(inner)));
    } else if (inner === null || typeof inner === "boolean") return;
    else if (typeof inner !== "object") add(notJson(typeof inner));
    else if (path.length >= deepest) add(notJson("nested too deep for a policy"));
    else if (Array.isArray(inner))
      Array.from(inner, (item: unknown, index) => {
        check(item, [...path, index]);
      });
    else if (!isPlain(inner)) add(notJson(kindOf(inner)));
    else {
      const names = new Set<string>();
      for (const [key, member] of Object.entries(inner)) {
        text(key);
        if (names.has(key.normalize())) add({ code: "key-written-twice", args: { key: key.normalize() } });
        names.add(key.normalize());
        check(member, [...path, key]);
      }
    }
  };
  check(value, []);
  return count > most ? [{ mistake: notJson("more than a policy can hold"), path: [] }] : found;
}

const notJson = (holds: string): NotJson => ({ code: "not-json", args: { holds } });

/** The most levels that a policy has below a statement is four. A value that holds itself has more than any limit. */
const deepest = 8;

/** More values than a policy of 32 KB, which is KMS's limit, has. */
const most = 20_000;

const anyText: TextRule = {
  kind: "text",
  what: "a text of a policy",
  expected: "text",
  example: "kms:Decrypt",
};

const kindOf = (value: object): string =>
  value instanceof Date
    ? "date"
    : ((value as { constructor?: { name?: string } }).constructor?.name ?? "object");

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The same JSON with every text in the form that Terraform gives it, Unicode's normal form C. */
export function normalizedJson(value: unknown): unknown {
  if (typeof value === "string") return value.normalize();
  if (Array.isArray(value)) return value.map(normalizedJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.normalize(), normalizedJson(inner)]),
  );
}
