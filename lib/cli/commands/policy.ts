import { describeResources } from "../../describe/describe";
import { oversizedPolicies } from "../../describe/policy-sizes";
import { policyOf } from "../../terraform/policy-of";
import { canonicalJson } from "../../terraform/canonical-json";
import { sizeProblems } from "../../report/policy-sizes";
import { UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import { accountOption, configOption, regionOption } from "../command";
import type { Io } from "../io";
import type { DeploymentOptions } from "../known-attributes";
import { keyIdPlaceholder, knownAttributes } from "../known-attributes";
import { readConfig } from "../read-config";
import { refuseOversized } from "../refuse-oversized";
import { refuseStatements } from "../refuse-statements";

interface PolicyOptions extends CommonOptions, DeploymentOptions {
  readonly config?: string;
  readonly minify?: boolean;
}

export const policyCommand: DefineCommand = (command) => {
  command
    .description("Print a policy as JSON, for `aws kms put-key-policy` and similar commands.")
    .argument(
      "[policy]",
      "the policy: key, bucket, access-log, trust:ROLE, reader:NAME, or log-group-key, log-group-role, log-group-trust, topic, topic-key, alarms-topic or alarms-key",
      "key",
    )
    .option(...configOption)
    .option(...accountOption)
    .option(...regionOption)
    .option("--key-arn <arn>", "the key's ARN, for a reader's policy, once the key exists")
    .option("--minify", "print without whitespace, as Terraform's jsonencode does")
    .addHelpText(
      "after",
      `
Examples:
  $ trailkey policy key --account 111111111111 --region us-east-1
  $ trailkey policy reader:Alice --key-arn arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab
  $ aws kms put-key-policy --key-id KEY --policy-name default --policy "$(trailkey policy)"`,
    );
  return (io) => policy(String(command.processedArgs[0]), command.optsWithGlobals<PolicyOptions>(), io);
};

export function policy(name: string, options: PolicyOptions, io: Io): ExitCode {
  const found = readConfig(io, options.config, options);
  const { config, file } = found;
  const blueprint = describeResources(config);
  const named = blueprint.policies.find((candidate) => candidate.name === name);
  if (!named) {
    const names = blueprint.policies.map((candidate) => candidate.name);
    throw UserError.of({ code: "policy-unknown", args: { name, names } });
  }
  refuseStatements(io, found, options);
  const known = knownAttributes(config, blueprint, named.document, options);
  const oversized = oversizedPolicies(blueprint, known).filter(({ policy: other }) => other === name);
  refuseOversized(io, file, sizeProblems(oversized));
  const text = canonicalJson(policyOf(blueprint, name, known) ?? null);
  if (text.includes(`:key/${keyIdPlaceholder}"`)) {
    io.talk(
      `replace ${keyIdPlaceholder} with the key ID, or give --key-arn: AWS assigns the ID when the key is created\n`,
    );
  }
  io.data(`${options.minify ? text : JSON.stringify(JSON.parse(text), null, 2)}\n`);
  return 0;
}
