import type { Blueprint, NamedPolicy } from "../terraform/blueprint";
import type { JsonValue } from "../terraform/canonical-json";
import { canonicalJson } from "../terraform/canonical-json";
import { namesUsed } from "../terraform/names-used";
import { administratorArnsInput } from "./scope";

/** What makes a policy smaller, by what fills it. */
export type SizeRemedy = keyof typeof remedyTexts;

/** Without names of options: who calls a module has variables, and reads the same. */
export const remedyTexts = {
  "account-for-its-trails": "list an account instead of several of its trails",
  "organization-trail": "use one organization trail, named by its ARN, instead of a trail in each account",
  "own-organization-trail":
    "make the trail an organization trail (organization) instead of listing its accounts",
  "organization-as-reader": "list the organization as one reader instead of each of its accounts",
  "second-key": "use a second key for some of the trails",
  "second-bucket": "use a second bucket for some of the trails",
  "iam-of-the-owner":
    "remove readers in the account that owns the key, because IAM policies can allow them to decrypt",
  "shared-reader-role": "let readers assume one role instead of listing each of them",
  "shared-administrator-role": "let administrators assume one role instead of listing each of them",
  "further-reader-role": "create a second role for some of the trusted accounts",
} as const;

/** What takes another config, so that the caller of a module cannot do it. */
const changesConfig: ReadonlySet<SizeRemedy> = new Set(["own-organization-trail", "organization-as-reader"]);

type PolicyRules = NamedPolicy["rules"];

/** What fills a policy: the inputs that say so, and what helps against it, by the rules of the policy. */
const fillings: readonly {
  readonly inputs: RegExp;
  readonly remedies: Partial<Readonly<Record<PolicyRules, readonly SizeRemedy[]>>>;
}[] = [
  {
    inputs: /^(encrypt_for|deliver_from)_trail_arns$/,
    remedies: {
      key: ["account-for-its-trails", "organization-trail", "second-key"],
      resource: ["account-for-its-trails", "second-bucket"],
    },
  },
  {
    inputs: /^(encrypt_for|deliver_from)_account_ids$/,
    remedies: {
      key: ["organization-trail", "second-key"],
      resource: ["own-organization-trail", "second-bucket"],
    },
  },
  {
    inputs: /^reader_(user_names|role_names|arns)$/,
    remedies: { key: ["iam-of-the-owner", "shared-reader-role"], resource: ["shared-reader-role"] },
  },
  {
    inputs: /^reader_account_ids$/,
    remedies: {
      key: ["organization-as-reader", "shared-reader-role"],
      resource: ["organization-as-reader", "shared-reader-role"],
    },
  },
  {
    inputs: new RegExp(`^${administratorArnsInput}$`),
    remedies: { key: ["shared-administrator-role"] },
  },
];

/**
 * What would make a policy smaller, most effective first.
 *
 * @param values By the inputs' names. Absent: they are not known, and whatever may fill the policy counts.
 */
export function sizeRemedies(
  blueprint: Blueprint,
  { document, rules }: NamedPolicy,
  values?: ReadonlyMap<string, JsonValue>,
): readonly SizeRemedy[] {
  if (rules === "trust") return ["further-reader-role"];
  const used = namesUsed(blueprint, [document]);
  const weigh = (name: string): number => (values === undefined ? 1 : weightOf(values.get(name) ?? []));
  const filled = fillings
    .map(({ inputs, remedies }) => ({
      remedies: remedies[rules] ?? [],
      weight: blueprint.inputs
        .filter(({ name }) => used.has(`var.${name}`) && inputs.test(name))
        .reduce((total, { name }) => total + weigh(name), 0),
    }))
    .sort((left, right) => right.weight - left.weight);
  const most = filled[0]?.weight ?? 0;
  const remedies = filled
    .filter(({ weight }) => weight > 0 && weight >= most * worthNaming)
    .flatMap((filling) => filling.remedies);
  return [...new Set(remedies)].filter((remedy) => values !== undefined || !changesConfig.has(remedy));
}

/** One value cannot be made fewer. */
const weightOf = (value: JsonValue): number =>
  Array.isArray(value) && value.length < 2 ? 0 : canonicalJson(value).length;

/** The same of the key policy, with the config's values. */
export const keySizeRemedies = (blueprint: Blueprint): readonly SizeRemedy[] =>
  blueprint.policies
    .filter(({ rules }) => rules === "key")
    .flatMap((policy) =>
      sizeRemedies(blueprint, policy, new Map(blueprint.inputs.map(({ name, value }) => [name, value]))),
    );

/** What takes less than this part of what takes the most is not worth a change. */
const worthNaming = 0.2;
