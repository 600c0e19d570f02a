/**
 * What the name of a condition operator says, such as `ForAnyValue:StringNotLikeIfExists`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface ConditionOperator {
  /** Its name in AWS's spelling, without qualifier and `IfExists`. */
  readonly name: string;
  readonly comparison: Comparison;
  /** `StringNotEquals` holds where `StringEquals` does not. */
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly qualifier: "ForAllValues" | "ForAnyValue" | null;
}

export type Comparison =
  | { readonly type: "string"; readonly wildcards: boolean; readonly ignoreCase: boolean }
  | { readonly type: "numeric" | "date"; readonly order: Order }
  | { readonly type: "bool" | "binary" | "ip" }
  | { readonly type: "arn" }
  /** Asks whether the key exists, and looks at no value. */
  | { readonly type: "null" };

/** How the request's value must stand to the policy's. */
export type Order = "equal" | "less" | "lessOrEqual" | "greater" | "greaterOrEqual";

/** The operator of a name in any spelling, or null where there is no such operator. */
export function parseConditionOperator(name: string): ConditionOperator | null {
  const [, qualifier, rest = ""] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/is.exec(name) ?? [];
  const exact = operators.get(rest.toLowerCase());
  const base = exact ?? operators.get(rest.toLowerCase().replace(/ifexists$/, ""));
  // `Null` asks whether the key exists: `NullIfExists` would ask nothing.
  if (!base || (!exact && base.comparison.type === "null")) return null;
  return {
    ...base,
    ifExists: !exact,
    qualifier:
      qualifier === undefined
        ? null
        : qualifier.toLowerCase() === "forallvalues"
          ? "ForAllValues"
          : "ForAnyValue",
  };
}

type Base = Pick<ConditionOperator, "name" | "comparison" | "negated">;

const positive = (name: string, comparison: Comparison): Base => ({ name, comparison, negated: false });

const withNegation = (name: string, negation: string, comparison: Comparison): readonly Base[] => [
  positive(name, comparison),
  { name: negation, comparison, negated: true },
];

const ordered = (family: string, type: "numeric" | "date"): readonly Base[] => [
  ...withNegation(`${family}Equals`, `${family}NotEquals`, { type, order: "equal" }),
  positive(`${family}LessThan`, { type, order: "less" }),
  positive(`${family}LessThanEquals`, { type, order: "lessOrEqual" }),
  positive(`${family}GreaterThan`, { type, order: "greater" }),
  positive(`${family}GreaterThanEquals`, { type, order: "greaterOrEqual" }),
];

const string = (wildcards: boolean, ignoreCase: boolean): Comparison => ({
  type: "string",
  wildcards,
  ignoreCase,
});

const allOperators: readonly Base[] = [
  ...withNegation("StringEquals", "StringNotEquals", string(false, false)),
  ...withNegation("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", string(false, true)),
  ...withNegation("StringLike", "StringNotLike", string(true, false)),
  ...ordered("Numeric", "numeric"),
  ...ordered("Date", "date"),
  positive("Bool", { type: "bool" }),
  positive("BinaryEquals", { type: "binary" }),
  ...withNegation("IpAddress", "NotIpAddress", { type: "ip" }),
  ...withNegation("ArnEquals", "ArnNotEquals", { type: "arn" }),
  ...withNegation("ArnLike", "ArnNotLike", { type: "arn" }),
  positive("Null", { type: "null" }),
];

const operators: ReadonlyMap<string, Base> = new Map(
  allOperators.map((operator) => [operator.name.toLowerCase(), operator]),
);
