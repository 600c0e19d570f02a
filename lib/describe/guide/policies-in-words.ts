import type { Argument, Blueprint, NamedPolicy } from "../../terraform/blueprint";
import { argumentValues } from "../../terraform/blueprint";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { blockOf } from "../../terraform/expression";
import type { PolicyInWords, StatementCondition, StatementInWords } from "../../terraform/guide";
import { nameFinder } from "../../terraform/names-used";
import { accessLogPolicyName } from "../access-log";
import { ownStatementsComment } from "../own-statements";
import { knownName, policyTitle } from "../policy-titles";
import { statementIn } from "../statement";

/**
 * The policies that a blueprint attaches or gives out, in the words of their statements' comments. One that nothing
 * built has is left out.
 */
export function policiesInWords(blueprint: Blueprint): readonly PolicyInWords[] {
  const namesUsed = nameFinder(blueprint);
  const attached = namesUsed(blueprint.blocks.flatMap(({ args }) => args.flatMap(argumentValues)));
  const givenOut = namesUsed(blueprint.outputs.map(({ value }) => value));
  const named = blueprint.policies.flatMap((policy): readonly PolicyInWords[] => {
    const address = `policy ${policy.name}`;
    if (policy.document.kind === "policy" || !(attached.has(address) || givenOut.has(address))) return [];
    return [inWords(blueprint, policy, attached.has(address))];
  });
  return [...named, ...trustPolicies(blueprint)];
}

const inWords = (
  blueprint: Blueprint,
  { name = "", rules, document }: Pick<NamedPolicy, "rules" | "document"> & { readonly name?: string },
  isAttached: boolean,
): PolicyInWords => {
  return {
    title: policyTitle({ name, rules }),
    place: (placesByName[knownName(name)] ?? places[rules])[isAttached ? "attached" : "givenOut"],
    statements: statementsOf(document).flatMap((statement) => statementInWords(blueprint, statement)),
  };
};

/** Who attaches a policy, where a block of the module has it and where only an output does. */
const places = {
  key: {
    attached: "The module attaches it to the key.",
    givenOut:
      "The module does not attach it. The owner of the key adds these statements to the key policy: see the output `key_policy`.",
  },
  resource: {
    attached: "The module attaches it to the bucket.",
    givenOut:
      "The module does not attach it. The owner of the bucket adds these statements to the bucket policy: see the output `bucket_policy`.",
  },
  identity: {
    attached:
      "What the module creates for readers has it. Every other reader needs it too: see the output `reader_policy`.",
    givenOut: "Each reader needs it in its own account: see the output `reader_policy`.",
  },
  trust: {
    attached: "Each role that the module creates has it.",
    givenOut: "Each role that the module creates has it.",
  },
} as const;

const attachedByModule = (to: string): string => `The module attaches it to ${to}.`;
const attachedByOwner = (what: string, output: string): string =>
  `The module does not attach it. The owner of ${what} adds it: see the output \`${output}\`.`;

/** Policies of what stands beside key, bucket and readers. */
const placesByName: Readonly<Record<string, Readonly<Record<"attached" | "givenOut", string>>>> = {
  [accessLogPolicyName]: {
    attached: attachedByModule("that bucket"),
    givenOut: attachedByOwner("that bucket", "access_log_bucket_policy"),
  },
  "log-group-key": {
    attached: attachedByModule("that key"),
    givenOut: attachedByOwner("that key", "log_group_key_policy"),
  },
  "log-group-role": {
    attached: attachedByModule("the role"),
    givenOut: attachedByOwner("the role", "log_group_role_policy"),
  },
  "log-group-trust": {
    attached: attachedByModule("the role"),
    givenOut: attachedByOwner("the role", "log_group_role_trust_policy"),
  },
  topic: {
    attached: attachedByModule("the topic"),
    givenOut: attachedByOwner("the topic", "notifications_topic_policy"),
  },
  "topic-key": {
    attached: attachedByModule("that key"),
    givenOut: attachedByOwner("that key", "notifications_key_policy"),
  },
  "alarms-topic": {
    attached: attachedByModule("the topic"),
    givenOut: attachedByOwner("the topic", "alarms_topic_policy"),
  },
  "alarms-key": {
    attached: attachedByModule("that key"),
    givenOut: attachedByOwner("that key", "alarms_key_policy"),
  },
};

/** A role has its trust policy written in its block. All roles of a module have the same statements. */
function trustPolicies(blueprint: Blueprint): readonly PolicyInWords[] {
  const [document] = blueprint.blocks.flatMap(({ args }) => args).flatMap(trustDocument);
  return document === undefined ? [] : [inWords(blueprint, { rules: "trust", document }, true)];
}

const trustDocument = (argument: Argument): readonly Expression[] =>
  argument.kind === "attribute" && argument.name === "assume_role_policy" && argument.value.kind === "call"
    ? // One that is stated under a name is among the named.
      argument.value.args.filter(({ kind }) => kind !== "policy")
    : [];

function statementsOf(document: Expression): readonly Expression[] {
  const listed =
    document.kind === "object" ? document.entries.find(({ key }) => key === "Statement") : undefined;
  return listed === undefined ? [] : elementsOf(listed.value);
}

/** The elements of a list, be it put together of several. What is not written out is one element. */
function elementsOf(list: Expression): readonly Expression[] {
  if (list.kind === "list") return list.items;
  if (list.kind === "each" && list.body.kind === "item") return elementsOf(list.over);
  return list.kind === "call" ? list.args.flatMap(elementsOf) : [list];
}

function statementInWords(blueprint: Blueprint, expression: Expression): readonly StatementInWords[] {
  const statement = statementIn(expression);
  if (statement === undefined) return fromCaller(blueprint, expression);
  const when = expression.kind === "if" ? conditionOf(blueprint, expression.condition) : undefined;
  return [
    {
      sid: textOf(entry(statement, "Sid")),
      sentence: sentenceOf(statement),
      ...(statement.page !== undefined && { page: statement.page }),
      ...(when && { when }),
    },
  ];
}

/** Statements that stand in a variable. */
function fromCaller(blueprint: Blueprint, expression: Expression): readonly StatementInWords[] {
  const inputs = setsIn(blueprint, expression);
  if (inputs.length === 0) return [];
  const names = inputs.map((name) => `\`${name}\``).join(" and ");
  return [
    {
      sid: null,
      sentence: `The caller's own statements, from ${names}, as given.`,
      when: { kind: "anyOf", inputs },
    },
  ];
}

/** The first sentence of its comment; a statement of the user's has none of its own. */
function sentenceOf(statement: ObjectExpression): string {
  const { comment } = statement;
  if (comment !== undefined && comment !== ownStatementsComment) return comment.replace(/(?<=\.) .*/s, "");
  const effect = textOf(entry(statement, "Effect")) ?? "A statement";
  const action = entry(statement, "Action");
  const actions = (action?.kind === "list" ? action.items : [action]).flatMap((value) => textOf(value) ?? []);
  return `${[effect, ...(actions.length === 0 ? [] : [shortened(actions)])].join(" ")}, from the config, as given.`;
}

const shortened = (names: readonly string[]): string =>
  names.length > 3
    ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} other actions`
    : names.join(", ");

const entry = (statement: ObjectExpression, name: string): Expression | undefined =>
  statement.entries.find(({ key }) => key === name)?.value;

const textOf = (expression: Expression | undefined): string | null =>
  expression?.kind === "literal" && typeof expression.value === "string" ? expression.value : null;

/** When a statement is there that is null otherwise: while a set is not empty, or a value is given or is not. */
function conditionOf(blueprint: Blueprint, leftOutIf: Expression): StatementCondition | undefined {
  if (leftOutIf.kind !== "operator") return undefined;
  const { left, operator } = leftOutIf;
  if (operator === "||") {
    // Only the bucket's policy leaves a statement out for a further reason: who reads is of the bucket's own account.
    const first = conditionOf(blueprint, left);
    return first?.kind === "anyOf" ? { ...first, beside: true } : first;
  }
  if (left.kind === "member") return { kind: "given", name: left.name, given: operator === "==" };
  if (left.kind !== "call") return undefined;
  const inputs = left.args.flatMap((set) => setsIn(blueprint, set));
  return {
    kind: "anyOf",
    inputs,
    ...(operator === "!=" && { empty: true }),
    ...(left.args.some((set) => isFiltered(blueprint, set)) && { beside: true }),
  };
}

/** Whether only some members of a set count: in a bucket's policy those of other accounts than the bucket's. */
function isFiltered(blueprint: Blueprint, set: Expression): boolean {
  if (set.kind === "each") return set.where !== undefined;
  if (set.kind === "call") return set.args.some((inner) => isFiltered(blueprint, inner));
  if (set.kind !== "local") return false;
  const named = blueprint.locals.find(({ name }) => name === set.name);
  return named !== undefined && isFiltered(blueprint, named.value);
}

/** The inputs whose elements a set is made of. */
function setsIn(blueprint: Blueprint, set: Expression): readonly string[] {
  switch (set.kind) {
    case "input":
      return [set.name];
    case "local": {
      const named = blueprint.locals.find(({ name }) => name === set.name);
      return named === undefined ? [] : setsIn(blueprint, named.value);
    }
    case "call":
      return [...new Set(set.args.flatMap((inner) => setsIn(blueprint, inner)))];
    case "each":
      return setsIn(blueprint, set.over);
    case "reference": {
      const block = blueprint.blocks.find(
        (one) => one.mode === "resource" && blockOf({ ...one, data: false }) === blockOf(set),
      );
      return block?.forEach === undefined ? [] : setsIn(blueprint, block.forEach);
    }
    default:
      return [];
  }
}
