import * as fc from "fast-check";
import type { JsonValue } from "../../../lib/terraform/canonical-json";
import type { Config } from "../../../lib/config/config";
import { keyOwner } from "../../../lib/config/key-owner";
import { describe as describeConfig } from "../../../lib/describe/describe";
import type { StatementInWords } from "../../../lib/terraform/guide";
import { configInputs } from "../../support/arbitrary-config";
import { granting, grantingInOrganization, grantingOwnLogs } from "../../support/open-modules";
import { configOf, policyIn } from "../../support/place";

const titles = {
  "Key policy": "key",
  "Bucket policy": "bucket",
  "IAM policy of a reader": "reader",
} as const;

/** One line speaks of all statements of the caller. */
const fromCaller = "The caller's own statements";
const ownSids = (values: ReadonlyMap<string, JsonValue>): readonly unknown[] =>
  (values.get("key_policy_statements") as readonly { readonly Sid?: string }[]).map(({ Sid }) => Sid ?? null);

const isEmpty = (value: JsonValue | undefined): boolean =>
  typeof value !== "object" || value === null || Object.keys(value).length === 0;

/** Whether an input names somebody of another account than the bucket's. */
function isBeside(config: Config, name: string, value: JsonValue | undefined): boolean {
  if (isEmpty(value)) return false;
  const owner = config.bucket?.account ?? config.account;
  return name === "reader_account_ids"
    ? (value as readonly string[]).some((id) => id !== owner)
    : keyOwner(config) !== owner;
}

/** The Sids that the words say a policy has, and those that it has, for each policy with a name. */
function sidsOf(input: unknown): readonly (readonly [readonly unknown[], readonly unknown[]])[] {
  const config = configOf(input);
  const { guide, inputs } = describeConfig(config);
  const values = new Map(inputs.map(({ name, value }) => [name, value]));
  const isThere = ({ when }: StatementInWords): boolean => {
    if (when?.kind !== "anyOf") return true;
    if (when.beside) return when.inputs.some((name) => isBeside(config, name, values.get(name)));
    return when.inputs.some((name) => !isEmpty(values.get(name))) !== (when.empty ?? false);
  };
  return Object.entries(titles).flatMap(([title, name]) => {
    const words = guide?.policies.find((policy) => policy.title === title);
    if (!words) return [];
    const { Statement } = policyIn(config, name) as { Statement: readonly { readonly Sid?: string }[] };
    const said = words.statements
      .filter(isThere)
      .flatMap(({ sid, sentence }) => (sentence.startsWith(fromCaller) ? ownSids(values) : [sid]));
    return [[said, Statement.map(({ Sid }) => Sid ?? null)]];
  });
}

it("the words name each statement that a policy has, and no other", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      for (const [said, there] of sidsOf(input)) expect(said).toEqual(there);
    }),
    { numRuns: 60 },
  );
});

it.each([granting, grantingInOrganization, grantingOwnLogs])(
  "the words of a module for others name each statement that its policies have with these values: %#",
  (input) => {
    const policies = sidsOf(input);
    expect(policies).toHaveLength(3);
    for (const [said, there] of policies) expect(said).toEqual(there);
  },
);
