import type { NumberRule, Pattern, TextRule, ValueRule } from "../config/value-rule";
import type { Input } from "../terraform/blueprint";
import { quote } from "../terraform/quoted-string";
import type { Collection, Type } from "../terraform/type";

/** A `validation` block of a variable, both parts as HCL. */
export interface Validation {
  readonly condition: string;
  readonly message: string;
}

/** One thing that must hold of a value, before the value has a name. */
interface Requirement {
  readonly condition: (value: string) => string;
  /** Follows the name of the value: "must have 12 digits (example: …)", without the period at the end. */
  readonly must: string;
  /** Whether the condition cannot be computed for null, so that Terraform would show an error of its own. */
  readonly failsOnNull?: true;
}

/**
 * The rules of an input as validation blocks, one for each check, so that the message says which failed.
 * A condition names its own variable alone, which Terraform before 1.9 demands.
 */
export const validationsOf = ({ name, type, default: fallback }: Input): readonly Validation[] =>
  requirementsOf(type, name).map(({ condition, subject, must }) => ({
    condition: fallback === null ? unlessNull(`var.${name}`, condition) : condition(`var.${name}`),
    message: quote(`${subject} ${must}.`),
  }));

/** The choice takes one of its values alone, where `||` computes both. */
const unlessNull = (value: string, condition: Requirement["condition"]): string =>
  `${value} == null ? true : ${condition(value)}`;

/** A requirement and of what it is one. */
interface Stated extends Requirement {
  readonly subject: string;
}

function requirementsOf(type: Type, name: string): readonly Stated[] {
  switch (type.kind) {
    case "any":
      return type.listOf === undefined ? [] : [{ ...ofObjects(type.listOf), subject: name }];
    case "set":
    case "list":
    case "map":
      return [
        ...ofSize(type).map((one) => ({ ...one, subject: name })),
        ...(type.keys
          ? ofRule(type.keys).map((one) =>
              ofEvery({ ...one, subject: `Each key of ${name}` }, "key", (map) => `keys(${map})`),
            )
          : []),
        ...requirementsOf(type.of, name).map((one) =>
          ofEvery(
            {
              ...one,
              subject:
                one.subject === name
                  ? `Each ${type.kind === "map" ? "value" : "element"} of ${name}`
                  : one.subject,
            },
            type.of.kind === "object" ? "entry" : type.kind === "map" ? "value" : "element",
            (collection) => (type.kind === "map" ? `values(${collection})` : collection),
          ),
        ),
      ];
    case "object":
      return Object.entries(type.members).flatMap(([member, inner]) =>
        requirementsOf(inner, `${member} in ${name}`).map((one) => ({
          ...one,
          condition: (value: string) => {
            const named = `${value}.${member}`;
            return type.optional?.[member] === null ? unlessNull(named, one.condition) : one.condition(named);
          },
        })),
      );
    default:
      return type.rule ? ofRule(type.rule).map((one) => ({ ...one, subject: name })) : [];
  }
}

const ofEvery = (one: Stated, item: string, over: (collection: string) => string): Stated => ({
  ...one,
  condition: (collection) => `alltrue([for ${item} in ${over(collection)} : ${unlessItFails(one, item)}])`,
});

/** `nullable = false` is of the variable itself: an element can still be null. A key never is. */
const unlessItFails = ({ condition, failsOnNull }: Requirement, item: string): string =>
  failsOnNull && (item === "element" || item === "value")
    ? `try(${condition(item)}, false)`
    : condition(item);

/** `concat` takes lists alone, of whatever elements; one without the member makes it fail. */
const ofObjects = ({
  member,
  values,
}: {
  readonly member: string;
  readonly values: readonly string[];
}): Requirement => ({
  condition: (value) =>
    `try(alltrue([for element in concat(${value}, []) : contains([${values.map(quote).join(", ")}], element.${member})]), false)`,
  must: `must be a list of objects, each with ${member}: ${values.join(" or ")}`,
});

const ofRule = (rule: ValueRule): readonly Requirement[] =>
  rule.kind === "text" ? ofText(rule) : ofNumber(rule);

function ofSize({ minItems = 0, maxItems }: Collection): readonly Requirement[] {
  const elements = (count: number): string => (count === 1 ? "one element" : `${count} elements`);
  return [
    ...(minItems === 0
      ? []
      : [
          {
            condition: (value: string) => `length(${value}) >= ${minItems}`,
            must: `must have at least ${elements(minItems)}`,
          },
        ]),
    ...(maxItems === undefined
      ? []
      : [
          {
            condition: (value: string) => `length(${value}) <= ${maxItems}`,
            must: `must have at most ${elements(maxItems)}`,
          },
        ]),
  ];
}

function ofText(rule: TextRule): readonly Requirement[] {
  const example = ` (example: ${rule.example})`;
  const matches = ({ pattern }: Pattern, value: string): string => `can(regex(${quote(pattern)}, ${value}))`;
  return [
    ...ofLength(rule),
    ...(rule.patterns ?? []).map((one) => ({
      condition: (value: string) => matches(one, value),
      must: `must ${one.says}${example}`,
    })),
    ...(rule.forbidden ?? []).map((one) => ({
      condition: (value: string) => `!${matches(one, value)}`,
      must: `must not ${one.says}${example}`,
    })),
  ];
}

function ofLength({ minLength = 0, maxLength }: TextRule): readonly Requirement[] {
  const least = (value: string): string => `length(${value}) >= ${minLength}`;
  const most = (value: string): string => `length(${value}) <= ${maxLength}`;
  const failsOnNull = true;
  if (maxLength === undefined) {
    return minLength === 0
      ? []
      : [{ condition: least, must: `must have at least ${minLength} characters`, failsOnNull }];
  }
  if (minLength === 0)
    return [{ condition: most, must: `must have at most ${maxLength} characters`, failsOnNull }];
  const count = minLength === maxLength ? String(minLength) : `${minLength} to ${maxLength}`;
  return [
    {
      condition: (value) => `${least(value)} && ${most(value)}`,
      must: `must have ${count} characters`,
      failsOnNull,
    },
  ];
}

const ofNumber = ({ minimum, maximum, values, expected }: NumberRule): readonly Requirement[] => [
  {
    condition: (value) =>
      values === undefined
        ? `${value} >= ${minimum} && ${value} <= ${maximum} && floor(${value}) == ${value}`
        : `contains([${values.join(", ")}], ${value})`,
    must: values === undefined ? `must be ${expected}` : `must be ${expected}: ${values.slice(1).join(", ")}`,
  },
];
