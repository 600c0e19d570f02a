import type { Input } from "../terraform/blueprint";
import type { NumberRule, Pattern, ValueRule, TextRule } from "../config/value-rule";
import { quote } from "./quoted-string";

/** A `validation` block of a variable, both parts as HCL. */
export interface Validation {
  readonly condition: string;
  readonly message: string;
}

/** One thing that must hold of a value, before the value has a name. */
interface Requirement {
  readonly condition: (value: string) => string;
  /** Completes "An AWS account id must …", without the period at the end. */
  readonly must: string;
}

/**
 * The rules of an input as validation blocks, one for each check, so that the message says which failed.
 * A condition names its own variable alone, which Terraform before 1.9 demands.
 */
export const validationsOf = (input: Input): readonly Validation[] => [
  ...ofSize(input),
  ...(input.keyRule ? ofRule(input.keyRule, { values: `keys(var.${input.name})`, one: "key" }) : []),
  ...(input.rule ? ofRule(input.rule, targetOf(input)) : []),
];

/** What a rule applies to: the variable itself, or each `one` of the elements that `values` lists. */
interface Target {
  readonly values: string;
  readonly one?: string;
}

function targetOf({ name, type }: Input): Target {
  if (type === "list(string)") return { values: `var.${name}`, one: "element" };
  if (type === "map(string)") return { values: `values(var.${name})`, one: "value" };
  return { values: `var.${name}` };
}

function ofRule(rule: ValueRule, { values, one }: Target): readonly Validation[] {
  const requirements = rule.kind === "text" ? ofText(rule) : ofNumber(rule);
  const what = rule.what.charAt(0).toUpperCase() + rule.what.slice(1);
  return requirements.map(({ condition, must }) => ({
    condition:
      one === undefined ? condition(values) : `alltrue([for ${one} in ${values} : ${condition(one)}])`,
    message: quote(one === undefined ? `${what} must ${must}.` : `Every ${one}, ${rule.what}, must ${must}.`),
  }));
}

function ofSize({ name, minItems = 0 }: Input): readonly Validation[] {
  if (minItems === 0) return [];
  const count = minItems === 1 ? "one element" : `${minItems} elements`;
  return [
    {
      condition: `length(var.${name}) >= ${minItems}`,
      message: quote(`The value of ${name} must have at least ${count}.`),
    },
  ];
}

function ofText(rule: TextRule): readonly Requirement[] {
  const example = ` (example: ${rule.example})`;
  const matches = ({ pattern }: Pattern, value: string): string => `can(regex(${quote(pattern)}, ${value}))`;
  return [
    ...ofLength(rule),
    ...(rule.patterns ?? []).map((one) => ({
      condition: (value: string) => matches(one, value),
      must: one.says + example,
    })),
    ...(rule.forbidden ?? []).map((one) => ({
      condition: (value: string) => `!${matches(one, value)}`,
      must: `not ${one.says}${example}`,
    })),
  ];
}

function ofLength({ minLength = 0, maxLength }: TextRule): readonly Requirement[] {
  const least = (value: string): string => `length(${value}) >= ${minLength}`;
  const most = (value: string): string => `length(${value}) <= ${maxLength}`;
  if (maxLength === undefined) {
    return minLength === 0 ? [] : [{ condition: least, must: `have at least ${minLength} characters` }];
  }
  if (minLength === 0) return [{ condition: most, must: `have at most ${maxLength} characters` }];
  return [
    {
      condition: (value) => `${least(value)} && ${most(value)}`,
      must:
        minLength === maxLength
          ? `have ${minLength} characters`
          : `have ${minLength} to ${maxLength} characters`,
    },
  ];
}

const ofNumber = ({ minimum, maximum, expected }: NumberRule): readonly Requirement[] => [
  {
    condition: (value) => `${value} >= ${minimum} && ${value} <= ${maximum} && floor(${value}) == ${value}`,
    must: `be ${expected}`,
  },
];
