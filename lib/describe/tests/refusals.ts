import type { Config } from "../../config/config";
import { keyOwner } from "../../config/key-owner";
import type { Blueprint } from "../../terraform/blueprint";
import { blockAddress } from "../../terraform/blueprint";
import { nameFinder } from "../../terraform/names-used";
import type { TestRun, TestValues } from "../../terraform/module-test";
import type { Bindings } from "../../terraform/reduce";
import { reduce } from "../../terraform/reduce";
import { ancestors } from "../guarded";
import { administratorArnsInput } from "../scope";
import { accountIdInput, organizationIdInput } from "../scope";
import { badValue } from "./bad-value";
import type { TestPlace } from "./place";

interface Refused {
  readonly name: string;
  readonly comment: string;
  readonly variables: TestValues;
}

/**
 * Runs with values that the module must refuse, each with what refuses them. Values that nothing here refuses have no run:
 * a module for any account takes every one.
 */
export function refusalRuns(
  config: Config,
  blueprint: Blueprint,
  place: TestPlace,
  bindingsOf: (variables: TestValues) => Bindings,
): readonly TestRun[] {
  const has = new Set(blueprint.inputs.map(({ name }) => name));
  const refused = contradictions(config, place)
    .filter(({ variables }) => Object.keys(variables).every((name) => has.has(name)))
    .flatMap(({ name, comment, variables }) => {
      const expectFailures = failing(blueprint, bindingsOf(variables));
      return expectFailures.length === 0 ? [] : [plan({ name, comment, variables }, expectFailures)];
    });
  const bad = blueprint.inputs.flatMap(({ name, type }) => {
    const value = badValue(type);
    return value === undefined ? [] : [[name, value] as const];
  });
  const malformed = {
    name: "refuses_malformed_values",
    comment: "Each of these values breaks a rule of its variable.",
    variables: Object.fromEntries(bad),
  };
  return [
    ...(bad.length === 0
      ? []
      : [
          plan(
            malformed,
            bad.map(([name]) => `var.${name}`),
          ),
        ]),
    ...refused,
  ];
}

const plan = (run: Refused, expectFailures: readonly string[]): TestRun => ({
  ...run,
  command: "plan",
  assertions: [],
  expectFailures,
});

/** Values that are well-formed and still wrong. */
function contradictions(config: Config, place: TestPlace): readonly Refused[] {
  const { partition, account, strangers } = place;
  const [stranger = ""] = strangers;
  const owner = keyOwner({ ...config, account }) ?? account;
  const role = (ofPartition: string, ofAccount: string): string =>
    `arn:${ofPartition}:iam::${ofAccount}:role/Stranger`;
  const elsewhere = [role(partition, stranger)];
  const otherPartition = [role(partition === "aws-cn" ? "aws" : "aws-cn", owner)];
  const otherOrganization = "o-otherorganization";
  const of = (name: string, comment: string, variables: TestValues): Refused => ({
    name: `refuses_${name}`,
    comment,
    variables,
  });
  return [
    of(
      "a_reader_of_another_account",
      "A reader that is named by ARN must be of the account that owns the key. Other accounts have a variable of their own.",
      { reader_arns: elsewhere },
    ),
    of("a_reader_of_another_partition", "No principal of another partition can use the key.", {
      reader_arns: otherPartition,
    }),
    of("an_administrator_of_another_account", "The key is managed in the account that owns it.", {
      [administratorArnsInput]: elsewhere,
    }),
    of("an_administrator_of_another_partition", "No principal of another partition can manage the key.", {
      [administratorArnsInput]: otherPartition,
    }),
    of(
      "an_administrator_who_reads",
      "Administrators cannot decrypt logs, and readers cannot manage the key.",
      {
        [administratorArnsInput]: [role(partition, owner)],
        reader_arns: [role(partition, owner)],
      },
    ),
    of("readers_of_another_organization", "All accounts of another organization could read the logs.", {
      reader_organization_ids: [otherOrganization],
    }),
    of("another_organization", "The provider's account is in another organization.", {
      [organizationIdInput]: otherOrganization,
    }),
    of("credentials_of_another_account", "The provider's credentials belong to another account.", {
      account_id: stranger,
    }),
    ...Object.keys(config.accounts).map((alias) =>
      of(
        `credentials_of_another_account_for_${alias}`,
        `The credentials of the provider aws.${alias} belong to another account.`,
        { [accountIdInput(alias)]: stranger },
      ),
    ),
    of("another_region", "The provider uses another Region.", {
      region: place.region === "us-west-2" ? "us-east-1" : "us-west-2",
    }),
  ];
}

/** Resources with a precondition that does not hold. One that waits for another of them is not planned at all. */
function failing(blueprint: Blueprint, bindings: Bindings): readonly string[] {
  const fails = blueprint.blocks.filter(({ forEach, lifecycle }) => {
    if (forEach !== undefined && hasNoInstance(reduce(forEach, bindings))) return false;
    return (lifecycle?.preconditions ?? []).some(({ condition }) => {
      const holds = reduce(condition, bindings);
      return holds.kind === "literal" && holds.value === false;
    });
  });
  const addresses = fails.map(blockAddress);
  if (addresses.length < 2) return addresses;
  const waitsFor = ancestors(blueprint, nameFinder(blueprint));
  return addresses.filter((address) => !addresses.some((other) => waitsFor(address).has(other)));
}

const hasNoInstance = (members: ReturnType<typeof reduce>): boolean =>
  (members.kind === "list" && members.items.length === 0) ||
  (members.kind === "object" && members.entries.length === 0);
