import type { Command } from "commander";
import { attributesOf } from "../describe/deployment-attributes";
import { describe } from "../describe/describe";
import { policyOf } from "../terraform/policy-of";
import type { Config } from "../config/config";
import { keyOwner } from "../config/key-owner";
import { accountIdRule } from "../config/rules";
import { violationOf } from "../config/violation";
import { parsePolicy } from "../policy/parse-policy";
import { problemText, UserError } from "../report/problem";
import type { Io } from "./io";
import type { DeploymentOptions } from "./known-attributes";
import { givenAttributes } from "./known-attributes";
import { readConfig } from "./read-config";
import { faultProblem, readKeyPolicy } from "./read-policy";

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
      "the config whose key policy is meant, - for stdin; default: the nearest trailkey.yaml, .yml, .json or .ts upward",
    )
    .option("-p, --policy <file>", "a key policy as JSON, in place of a config's")
    .option("--owner <id>", "with --policy: the account that owns the key")
    .option("--account <id>", "with --config: the account, where the config leaves it to the provider")
    .option("--region <region>", "with --config: the Region, where the config leaves it to the provider");

/**
 * Reads the key policy that the options mean. What is wrong with a policy itself goes to the terminal.
 *
 * @throws UserError
 */
export function readSource(io: Io, options: SourceOptions): KeyPolicySource {
  refuseMixed(options);
  if (options.policy === undefined) return sourceOfConfig(io, options);
  const { owner } = options;
  if (owner === undefined) {
    throw UserError.of({ code: "owner-missing", args: {} }, { path: "--owner" });
  }
  const violation = violationOf(accountIdRule, owner);
  if (violation !== undefined) throw UserError.of(violation, { path: "--owner" });
  const file = readKeyPolicy(io, options.policy);
  for (const fault of parsePolicy(file.json).faults) {
    io.talk(`${problemText(faultProblem(file, fault, "warning"))}\n`);
  }
  return { json: file.json, owner, config: null };
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
  const { config } = readConfig(io, options.config);
  const given = givenAttributes(config, options);
  return {
    json: policyOf(describe(config), "key", attributesOf(given)),
    owner: keyOwner({ ...config, account: given.account }),
    config,
  };
}
