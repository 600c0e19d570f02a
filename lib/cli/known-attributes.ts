import type { Blueprint } from "../terraform/blueprint";
import type { KnownAttributes } from "../terraform/config-bindings";
import { attributesOf } from "../describe/deployment-attributes";
import { logsService } from "../describe/statements/logs-encrypt-log-group";
import { callerAccount, createdKeyArn, currentPartition, currentRegion } from "../describe/scope";
import type { Arn } from "../config/arn";
import { parseArn } from "../config/arn";
import type { Config } from "../config/config";
import { keyOwner } from "../config/key-owner";
import { partitionOf } from "../config/partition";
import type { ValueRule } from "../config/value-rule";
import { accountIdRule, keyArnRule, regionRule } from "../config/rules";
import { violationOf } from "../config/violation";
import type { Deployment } from "../expectations/deployment";
import type { Expression } from "../terraform/expression";
import { addressOf } from "../terraform/expression";
import { walk } from "../terraform/walk";
import type { ReportedProblem } from "../report/problem";
import { reported, UserError } from "../report/problem";

/** What the command line says of where a module is applied. */
export interface DeploymentOptions {
  readonly account?: string;
  readonly region?: string;
  readonly keyArn?: string;
}

/** Stands for the part of a key's ARN that AWS chooses. */
export const keyIdPlaceholder = "KEY-ID";

/**
 * The attributes that Terraform would find out and a policy needs, from the config and the command line.
 *
 * @throws UserError with every option that is missing, wrong or against the config.
 */
export function knownAttributes(
  config: Config,
  blueprint: Blueprint,
  policy: Expression,
  options: DeploymentOptions,
): KnownAttributes {
  const needed = addressesIn(blueprint, policy);
  const needsKey = needed.has(addressOf(createdKeyArn)) && options.keyArn === undefined;
  const needsRegion =
    needsKey || [currentRegion, currentPartition, logsService].some((one) => needed.has(addressOf(one)));
  const needsAccount = (needsKey && keyOwner(config) === null) || needed.has(addressOf(callerAccount));
  const given = givenAttributes(config, options, { account: needsAccount, region: needsRegion });
  const { region, partition } = given;
  const owner = keyOwner({ ...config, account: given.account });
  const keyArn = options.keyArn ?? `arn:${partition}:kms:${region}:${owner}:key/${keyIdPlaceholder}`;
  return { ...attributesOf(given), [addressOf(createdKeyArn)]: keyArn };
}

/**
 * The deployment that a key policy is for, which the requests that it must allow name in any case.
 *
 * @throws UserError with every option that is missing, wrong or against the config.
 */
export function knownDeployment(config: Config, options: DeploymentOptions): Deployment {
  const { account, region, partition } = givenAttributes(config, options, { account: true, region: true });
  if (account === null || region === null || partition === null) throw new Error("they are known");
  return { account, region, partition, owner: keyOwner({ ...config, account }) ?? account };
}

/** What config and command line tell; null for what neither does. */
export interface GivenAttributes {
  readonly account: string | null;
  readonly region: string | null;
  readonly partition: string | null;
}

interface NeededAttributes {
  readonly account: boolean;
  readonly region: boolean;
}

/** @throws UserError with every option that is wrong, against the config, or missing where it is needed. */
export function givenAttributes(
  config: Config,
  options: DeploymentOptions,
  needed: NeededAttributes = { account: false, region: false },
): GivenAttributes {
  const problems: ReportedProblem[] = [
    ...optionProblems("--account", accountIdRule, options.account, config.account),
    ...optionProblems("--region", regionRule, options.region, config.region),
    ...optionProblems("--key-arn", keyArnRule, options.keyArn, config.key.existing),
  ];
  const { region: keyRegion, account: keyAccount }: Partial<Arn> = parseArn(options.keyArn ?? "") ?? {};
  const isInDefaultAccount = config.key.existing !== null || config.key.provider === null;
  const account = options.account ?? config.account ?? (isInDefaultAccount ? keyAccount : undefined) ?? null;
  const region = options.region ?? config.region ?? keyRegion ?? null;
  if (problems.length === 0 && config.key.existing === null) {
    problems.push(
      ...elsewhere("account", keyAccount, keyOwner({ ...config, account })),
      ...elsewhere("Region", keyRegion, region),
    );
  }
  if (needed.account && account === null) problems.push(missing("account"));
  if (needed.region && region === null) problems.push(missing("region"));
  if (problems.length > 0) throw new UserError(problems);
  return { account, region, partition: region === null ? null : (partitionOf(region) ?? null) };
}

function optionProblems(
  path: string,
  rule: ValueRule,
  given: string | undefined,
  configured: string | null,
): readonly ReportedProblem[] {
  if (given === undefined) return [];
  const violation = violationOf(rule, given);
  if (violation !== undefined) return [reported({ ...violation, path })];
  if (configured === null || configured === given) return [];
  return [reported({ path, code: "differs-from-config", args: { given, configured } })];
}

function elsewhere(
  place: "account" | "Region",
  keys: string | undefined,
  trails: string | null,
): readonly ReportedProblem[] {
  if (keys === undefined || trails === null || keys === trails) return [];
  return [reported({ path: "--key-arn", code: "key-elsewhere", args: { place, trails } })];
}

const missing = (option: "account" | "region"): ReportedProblem =>
  reported({ path: option, code: "place-missing", args: { option } });

/** Of every attribute that an expression names, be it through a local. */
function addressesIn(blueprint: Blueprint, expression: Expression): ReadonlySet<string> {
  const locals = new Map(blueprint.locals.map((local) => [local.name, local.value]));
  const addresses = new Set<string>();
  const visit = (outer: Expression): void => {
    for (const part of walk(outer)) {
      if (part.kind === "reference") addresses.add(addressOf(part));
      const value = part.kind === "local" ? locals.get(part.name) : undefined;
      if (value) visit(value);
    }
  };
  visit(expression);
  return addresses;
}
