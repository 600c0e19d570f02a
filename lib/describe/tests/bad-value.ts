import type { TextRule, ValueRule } from "../../config/value-rule";
import type { JsonValue } from "../../terraform/canonical-json";
import type { Type } from "../../terraform/type";

/** A value of the type that breaks its rule; undefined where none does. */
export function badValue(type: Type): JsonValue | undefined {
  switch (type.kind) {
    case "any":
      return undefined;
    case "set":
    case "list": {
      const bad = badValue(type.of);
      return bad === undefined ? undefined : [bad];
    }
    case "map": {
      const bad = badValue(type.of);
      return bad === undefined ? undefined : { [type.keys?.example ?? "example"]: bad };
    }
    case "object": {
      const entries = Object.entries(type.members);
      const broken = entries.flatMap(([name, member]) => {
        const bad = badValue(member);
        return bad === undefined ? [] : [{ [name]: bad }];
      })[0];
      if (broken === undefined) return undefined;
      const others = entries.filter(([name]) => type.optional?.[name] === undefined);
      return {
        ...Object.fromEntries(others.map(([name, member]) => [name, goodValue(member)])),
        ...broken,
      };
    }
    default:
      return type.rule && badScalar(type.rule);
  }
}

function badScalar(rule: ValueRule): JsonValue | undefined {
  if (rule.kind === "number") return rule.maximum + 1;
  const { example } = rule;
  return [example.slice(0, -1), `${example}!`, `${example}<`, ""].find((text) => !isRight(rule, text));
}

const isRight = (
  { minLength = 0, maxLength, patterns = [], forbidden = [] }: TextRule,
  text: string,
): boolean =>
  text.length >= minLength &&
  (maxLength === undefined || text.length <= maxLength) &&
  patterns.every(({ pattern }) => new RegExp(pattern).test(text)) &&
  !forbidden.some(({ pattern }) => new RegExp(pattern).test(text));

function goodValue(type: Type): JsonValue {
  switch (type.kind) {
    case "any":
      return null;
    case "set":
    case "list":
      return [goodValue(type.of)];
    case "map":
      return { [type.keys?.example ?? "example"]: goodValue(type.of) };
    case "object":
      return Object.fromEntries(
        Object.entries(type.members).map(([name, member]) => [name, goodValue(member)]),
      );
    default:
      return type.rule?.example ?? (type.kind === "number" ? 1 : type.kind === "bool" ? true : "example");
  }
}
