import { awsConfig } from "../../policy/aws-config";
import type { StatementName } from "../../policy/statement-name";
import { denials } from "../deny-findings";
import { configUseFor } from "../emitted-statements";
import { exampleStatements, policyWith } from "../examples";
import { addition } from "../fix";
import type { LintRule } from "../lint-rule";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";

export type ConfigCannotUseKeyArgs = Omit<RefusalArgs, "who" | "action" | "controlTower"> & {
  readonly actions: readonly string[];
  /** The statement that denies; null where none allows. */
  readonly denied: StatementName | null;
};

const { root } = exampleStatements;
const source = {
  "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111111111111:trail/aws-controltower-BaselineCloudTrail",
};
const context = {
  "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111111111111:trail/*",
};
const forCloudTrail = [
  {
    ...exampleStatements.encrypt,
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Condition: { StringEquals: source, StringLike: context },
  },
  { ...exampleStatements.describe, Condition: { StringEquals: source } },
] as const;
const config = {
  Sid: "Config",
  Effect: "Allow",
  Principal: { Service: awsConfig },
  Action: ["kms:Decrypt", "kms:GenerateDataKey"],
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceOrgID": "o-exampleorgid" } },
};

export const configCannotUseKey: LintRule<"config-cannot-use-key", ConfigCannotUseKeyArgs> = {
  id: "config-cannot-use-key",
  severity: "warning",
  page: pages.controlTowerKey,
  bad: { policy: policyWith(root, ...forCloudTrail), preset: "control-tower" },
  good: { policy: policyWith(root, ...forCloudTrail, config), preset: "control-tower" },
  check: (context) => {
    const refused = unmet(context, "record", () => null);
    const [first] = refused;
    const denied = denials(context, ({ what }) => what === "record").map(
      ({ path, args: { statement, actions } }) => ({
        path,
        args: { actions, denied: statement, nearest: null, failures: [], leftToIam: false },
      }),
    );
    if (!first) return denied;
    const { policy, organization } = context;
    const { nearest, failures, leftToIam } = first.args;
    const actions = refused.map(({ args: { action } }) => action);
    return [
      {
        path: first.path,
        part: "key",
        args: { actions, denied: null, nearest, failures, leftToIam },
        fix: () => (organization === null ? null : addition(configUseFor(policy, organization))),
      },
      ...denied,
    ];
  },
};
