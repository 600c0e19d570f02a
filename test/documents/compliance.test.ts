import type { Blueprint } from "../../lib/terraform/blueprint";
import { blockAddress } from "../../lib/terraform/blueprint";
import { blueprintOf, compared } from "../../scripts/compliance/compliance-table";
import type { Requirement } from "../../scripts/compliance/requirements";
import { scannerFindings } from "../../scripts/scanner-findings";
import { requirements } from "../../scripts/compliance/requirements";

const controls = requirements.flatMap((requirement) => requirement.controls);
const byDefault = blueprintOf(compared.default);
const cis = blueprintOf(compared.cis);

const satisfiedIn = (blueprint: Blueprint): readonly string[] =>
  requirements.filter(({ evidence }) => evidence(blueprint).length > 0).map(({ asks }) => asks);

const without = (blueprint: Blueprint, type: string): Blueprint => ({
  ...blueprint,
  blocks: blueprint.blocks.filter((block) => block.type !== type),
});

const withArgument = (blueprint: Blueprint, type: string, name: string, value: boolean): Blueprint => ({
  ...blueprint,
  blocks: blueprint.blocks.map((block) =>
    block.type !== type
      ? block
      : {
          ...block,
          args: block.args.map((arg) =>
            arg.kind === "attribute" && arg.name === name
              ? { ...arg, value: { kind: "literal", value } }
              : arg,
          ),
        },
  ),
});

it.each(
  [
    "CloudTrail.1 CloudTrail.2 CloudTrail.4 CloudTrail.5 CloudTrail.6 CloudTrail.7 CloudTrail.9 KMS.1 KMS.2 KMS.4 KMS.5",
    "CKV_AWS_35 CKV_AWS_36 CKV_AWS_67 CKV_AWS_251 CKV_AWS_252 CKV2_AWS_10 CKV_AWS_7 CKV_AWS_33 CKV2_AWS_64",
    "CKV_AWS_18 CKV_AWS_21 CKV_AWS_53 CKV_AWS_54 CKV_AWS_55 CKV_AWS_56 CKV_AWS_145 CKV2_AWS_6 CKV2_AWS_61 CKV2_AWS_62",
    "CKV_AWS_158 CKV_AWS_338 AWS-0014 AWS-0015 AWS-0016 AWS-0161 AWS-0162 AWS-0163 AWS-0065",
  ]
    .flatMap((line) => line.split(" "))
    .concat(["CIS 3.1", "CIS 3.2", "CIS 3.4", "CIS 3.5", "CIS 3.6", "CIS 3.8", "CIS 3.9", "CIS 4.1 to 4.15"])
    .concat("CloudWatch.1 to CloudWatch.14"),
)("the table has a row for %s, and one alone", (control) => {
  expect(controls.filter((one) => one === control)).toEqual([control]);
});

it.each(scannerFindings())("the table has a row for what $tool finds: $rule", ({ rule }) => {
  expect(controls).toContain(rule);
});

it("the profile satisfies what the default output does, and the log group and alarms besides", () => {
  const added = satisfiedIn(cis).filter((asks) => !satisfiedIn(byDefault).includes(asks));
  expect(satisfiedIn(byDefault).filter((asks) => !satisfiedIn(cis).includes(asks))).toEqual([]);
  expect(added).toEqual([
    "The trail sends its events to CloudWatch Logs",
    "The log group is encrypted with a customer managed key",
    "The log group keeps events for a year or longer",
    "CloudWatch alarms watch root's use, sign-ins, and changes of IAM, CloudTrail, KMS, S3 and the network",
  ]);
});

describe("a requirement", () => {
  const named = (requirement: Requirement): readonly string[] =>
    requirement.evidence(cis).flatMap((evidence) => /^`(.*)`$/.exec(evidence)?.slice(1) ?? []);
  const rows = requirements
    // A filter and an alarm of many may go.
    .filter(({ asks }) => !asks.startsWith("CloudWatch alarms"))
    .flatMap((requirement) =>
      [...new Set(named(requirement).map((address) => address.replace(/\..*/, "")))].map((type) => ({
        asks: requirement.asks,
        type,
        requirement,
      })),
    );

  it.each(rows)("is not satisfied without its resources: $asks, $type", ({ requirement, type }) => {
    expect(requirement.evidence(without(cis, type))).toEqual([]);
  });

  it("of every key is not satisfied where one lacks it", () => {
    const rotation = requirements.find(({ controls: of }) => of.includes("KMS.4"));
    const switchedOff = withArgument(cis, "aws_kms_key", "enable_key_rotation", false);
    const one = {
      ...cis,
      blocks: cis.blocks.map((block) =>
        block.name === "log_group"
          ? (switchedOff.blocks.find((other) => blockAddress(other) === blockAddress(block)) ?? block)
          : block,
      ),
    };
    expect(rotation?.evidence(one)).toEqual([]);
  });

  it.each([
    ["CloudTrail.1", "aws_cloudtrail", "is_multi_region_trail"],
    ["CloudTrail.4", "aws_cloudtrail", "enable_log_file_validation"],
    ["CloudTrail.6", "aws_s3_bucket_public_access_block", "block_public_policy"],
    ["KMS.4", "aws_kms_key", "enable_key_rotation"],
  ])("is not satisfied by a resource that has it switched off: %s", (control, type, name) => {
    const requirement = requirements.find((one) => one.controls.includes(control));
    expect(requirement?.evidence(withArgument(byDefault, type, name, false))).toEqual([]);
  });

  it("is not satisfied by a trail that records less", () => {
    const narrowed = blueprintOf({ ...compared.default, events: { management: "write" } });
    expect(satisfiedIn(narrowed).some((asks) => asks.includes("read and write management events"))).toBe(
      false,
    );
  });

  it("is not satisfied by a key policy that lets in everyone, be it under conditions", () => {
    const open = blueprintOf({ ...compared.default, key: { style: "console" } });
    expect(satisfiedIn(open)).not.toContain("The key is not public");
  });
});
