import type { AdvancedField, AdvancedSelector, SelectorField, SelectorOperator } from "../advanced-selector";
import { selectorOperators } from "../advanced-selector";
import type { Coded } from "../coded";
import { excludableSources } from "../event-rules";
import type { IsOpaque } from "../opaque";
import type { Path } from "../problem";
import type { SelectorCodes } from "../problem-codes";

interface FieldRule {
  /** @default false */
  readonly required?: boolean;
  /** @default every operator */
  readonly operators?: readonly SelectorOperator[];
  /** @default any value */
  readonly values?: readonly string[];
  /** Whether it takes one value alone. @default false */
  readonly single?: boolean;
}

const isOneOf = (...values: readonly string[]): FieldRule => ({
  operators: ["Equals"],
  values,
  single: true,
});

const eventCategory: FieldRule = { ...isOneOf("Management", "Data", "NetworkActivity"), required: true };
const readOnly = isOneOf("true", "false");

/**
 * The fields of a trail's selectors by category. Event data stores have more.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
const categories: Readonly<Record<string, Readonly<Partial<Record<SelectorField, FieldRule>>>>> = {
  Management: {
    eventCategory,
    eventSource: { operators: ["NotEquals"], values: excludableSources },
    readOnly,
  },
  Data: {
    eventCategory,
    "resources.type": { operators: ["Equals"], single: true, required: true },
    eventName: {},
    eventSource: {},
    eventType: {},
    readOnly,
    "resources.ARN": {},
    sessionCredentialFromConsole: { operators: ["Equals", "NotEquals"], values: ["true"], single: true },
    "userIdentity.arn": {},
  },
  NetworkActivity: {
    eventCategory,
    eventSource: { operators: ["Equals"], required: true },
    eventName: {},
    errorCode: isOneOf("VpceAccessDenied"),
    vpcEndpointId: {},
  },
};

type SelectorMistake = Coded<SelectorCodes> & { readonly path: Path };

/** What CloudTrail would refuse of an advanced selector. */
export function selectorMistakes(
  { FieldSelectors }: AdvancedSelector,
  path: Path,
  opaque: IsOpaque,
): readonly SelectorMistake[] {
  const placed = FieldSelectors.map((field, index) => ({ field, path: [...path, "FieldSelectors", index] }));
  const category = placed.find(({ field }) => field.Field === "eventCategory");
  if (category === undefined) return [missing(path, "eventCategory")];
  const name = category.field.Equals?.[0] ?? "";
  const rules = Object.hasOwn(categories, name) ? categories[name] : undefined;
  if (rules === undefined) return ruleMistakes(eventCategory, category.field, category.path, opaque);
  const written = FieldSelectors.map(({ Field }) => Field);
  return [
    ...placed.flatMap(({ field, path: at }, index): readonly SelectorMistake[] => {
      const { Field } = field;
      const rule = rules[Field];
      if (rule === undefined) {
        const args = { field: Field, category: name, fields: Object.keys(rules) };
        return [{ path: [...at, "Field"], code: "selector-field-of-other", args }];
      }
      return written.indexOf(Field) < index
        ? [{ path: [...at, "Field"], code: "selector-field-twice", args: { field: Field } }]
        : ruleMistakes(rule, field, at, opaque);
    }),
    ...Object.entries(rules).flatMap(([field, { required = false }]) =>
      required && !written.some((one) => one === field) ? [missing(path, field, name)] : [],
    ),
  ];
}

const missing = (path: Path, field: string, category?: string): SelectorMistake => ({
  path: [...path, "FieldSelectors"],
  code: "selector-field-missing",
  args: { field, ...(category !== undefined && { category }) },
});

function ruleMistakes(
  { operators = selectorOperators, values, single = false }: FieldRule,
  field: AdvancedField,
  path: Path,
  opaque: IsOpaque,
): readonly SelectorMistake[] {
  const written = selectorOperators.filter((operator) => field[operator] !== undefined);
  const args = { field: field.Field };
  if (written.length === 0) return [{ path, code: "selector-field-empty", args }];
  const count = written.reduce((sum, operator) => sum + (field[operator]?.length ?? 0), 0);
  return [
    ...written
      .filter((operator) => !operators.includes(operator))
      .map((operator): SelectorMistake => ({
        path: [...path, operator],
        code: "selector-operator",
        args: { ...args, operator, operators },
      })),
    ...(single && count > 1
      ? [{ path, code: "selector-value-count", args: { ...args, count } } as const]
      : []),
    ...written.flatMap((operator) =>
      (field[operator] ?? []).flatMap((value, index): readonly SelectorMistake[] =>
        values === undefined || values.includes(value) || opaque(value)
          ? []
          : [{ path: [...path, operator, index], code: "selector-value", args: { ...args, value, values } }],
      ),
    ),
  ];
}
