import type { Command } from "commander";
import { attributesOf } from "../describe/deployment-attributes";
import { describeResources } from "../describe/describe";
import { policyOf } from "../terraform/policy-of";
import type { Config } from "../config/config";
import { keyOwner } from "../config/key-owner";
import { accountIdRule } from "../config/rules";
import { violationOf } from "../config/violation";
import { compileJson } from "../evaluate/evaluate";
import { policyOwner, possibleOwners } from "../evaluate/policy-owner";
import { parsePolicy } from "../policy/parse-policy";
import { printable, problemText, UserError } from "../report/problem";
import type { Io } from "./io";
import type { DeploymentOptions } from "./known-attributes";
import { givenAttributes } from "./known-attributes";
import { readConfig } from "./read-config";
import type { PolicyFile } from "./read-policy";
import { faultProblem, readKeyPolicy } from "./read-policy";
import { warnOfStatements } from "./refuse-statements";

export interface SourceOptions extends DeploymentOptions {
  readonly config?: string;
  readonly policy?: string;
  readonly owner?: string;
}

/** A key policy that a question is about, of a config or of a file. */
export type KeyPolicySource =
  | {
      /** What the config leaves to Terraform stands in it as an interpolation. */
      readonly json: unknown;
      readonly config: Config;
      /** The account of the key; null where neither config nor command line tells. */
      readonly owner: string | null;
    }
  | { readonly json: unknown; readonly config: null; readonly owner: string };

/** Declares the options that say which key policy is meant. */
export const withSourceOptions = (command: Command): Command =>
  command
    .option(
      "-c, --config <file>",
      "use the key policy of this config, - for stdin; default: the nearest trailkey.yaml, .yml, .json or .ts in this or a parent folder",
    )
    .option("-p, --policy <file>", "a key policy as JSON, instead of a config's")
    .option(
      "--owner <id>",
      "with --policy: the account that owns the key; default: the one that the policy shows as its owner",
    )
    .option("--account <id>", "with --config: the account ID, if the config does not set it")
    .option("--region <region>", "with --config: the Region, if the config does not set it");

/**
 * Reads the key policy that the options mean. What is wrong with a policy itself goes to the terminal.
 *
 * @throws UserError
 */
export function readSource(io: Io, options: SourceOptions): KeyPolicySource {
  refuseMixed(options);
  if (options.policy === undefined) return sourceOfConfig(io, options);
  const { owner } = options;
  const violation = owner === undefined ? undefined : violationOf(accountIdRule, owner);
  if (violation !== undefined) throw UserError.of(violation, { path: "--owner" });
  const file = readKeyPolicy(io, options.policy);
  for (const fault of parsePolicy(file.json).faults) {
    io.talk(`${problemText(faultProblem(file, fault, "warning"))}\n`);
  }
  return { json: file.json, owner: owner ?? inferredOwner(io, file), config: null };
}

/** The account that the policy names as the key's owner, where it is one alone. */
function inferredOwner(io: Io, { json, shown }: Pick<PolicyFile, "json" | "shown">): string {
  const compiled = compileJson(json);
  const { account } = policyOwner(compiled);
  if (account === undefined) {
    const accounts = [...new Set(possibleOwners(compiled).map((owner) => owner.account))];
    throw UserError.of({ code: "owner-unclear", args: { file: shown, accounts } }, { path: "--owner" });
  }
  io.talk(
    `${printable(shown)}: assuming that account ${account} owns the key, because it may change the policy; --owner ID sets another account\n`,
  );
  return account;
}

function refuseMixed({ config, policy, owner, account, region }: SourceOptions): void {
  const refuseWith = (given: unknown, path: string, code: MixedOptions): void => {
    if (given !== undefined) throw UserError.of({ code, args: {} }, { path });
  };
  if (policy === undefined) {
    refuseWith(owner, "--owner", "owner-with-config");
    return;
  }
  refuseWith(config, "--config", "config-with-policy");
  refuseWith(account, "--account", "account-with-policy");
  refuseWith(region, "--region", "region-with-policy");
}

type MixedOptions = "owner-with-config" | "config-with-policy" | "account-with-policy" | "region-with-policy";

function sourceOfConfig(io: Io, options: SourceOptions): KeyPolicySource {
  const found = readConfig(io, options.config, options);
  const { config } = found;
  const given = givenAttributes(config, options);
  warnOfStatements(io, found, options);
  return {
    json: policyOf(describeResources(config), "key", attributesOf(given)),
    owner: keyOwner({ ...config, account: given.account }),
    config,
  };
}
