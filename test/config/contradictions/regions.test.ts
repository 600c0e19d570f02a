import { partitionOf } from "../../../lib/config/partition";
import { parseConfig } from "../../../lib/config/parse";
import { isOptInRegion, regions } from "../../../lib/config/regions";
import { problemText, reported } from "../../../lib/report/problem";

const base = { name: "org-audit", bucket: { name: "org-audit-logs" } };

function warningsOf(input: object): readonly string[] {
  const result = parseConfig(input);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.warnings.map((warning) => problemText(reported(warning)));
}

test("a Region that AWS does not have is a warning that names the nearest, wherever it stands", () => {
  expect(warningsOf({ ...base, region: "us-east-9" })).toEqual([
    "warning: region: us-east-9 is not a Region that this version of trailkey knows, did you mean us-east-1?",
  ]);
  const key = "arn:aws:kms:eu-wset-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  expect(() => warningsOf({ ...base, key: { existing: key } })).toThrow("text-pattern");
  expect(warningsOf({ ...base, key: { existing: key.replace("eu-wset-1", "eu-west-7") } })).toEqual([
    expect.stringContaining("key.existing: eu-west-7 is not a Region"),
  ]);
  const trail = "arn:aws:cloudtrail:ap-southwest-1:222222222222:trail/audit";
  expect(warningsOf({ ...base, encryptFor: [trail] })).toEqual([
    expect.stringContaining("encryptFor[0]: ap-southwest-1 is not a Region"),
  ]);
});

test("an organization's trail whose home is an opt-in Region is a warning, and no other config is", () => {
  const organization = { id: "o-abcd123456" };
  const placed = { ...base, account: "111111111111", region: "eu-south-1" };
  expect(warningsOf({ ...placed, organization })).toEqual([
    expect.stringMatching(
      /^warning: region: eu-south-1 is an opt-in Region.* sends no logs at all\. Choose a Region that is enabled by default, such as us-east-1/,
    ),
  ]);
  expect(warningsOf(placed)).toEqual([]);
  expect(
    warningsOf({
      name: "log-key",
      account: "111111111111",
      region: "eu-south-1",
      trail: false,
      organization,
    }),
  ).toEqual([]);
  for (const region of ["us-east-1", "ap-northeast-3", "cn-north-1", "us-gov-east-1"])
    expect(warningsOf({ ...placed, region, organization })).toEqual([]);
});

test("the Regions of the partition aws that need no opt-in are those launched before March 20, 2019", () => {
  const ofAws = regions.filter((region) => partitionOf(region) === "aws");
  expect(ofAws.filter((region) => !isOptInRegion(region))).toHaveLength(17);
  for (const region of ["af-south-1", "ap-east-1", "me-south-1", "eu-central-2", "mx-central-1"])
    expect(isOptInRegion(region)).toBe(true);
});

test.each(regions)("%s is a Region of a partition, and no warning", (region) => {
  expect(partitionOf(region)).toBeDefined();
  expect(warningsOf({ ...base, region })).toEqual([]);
});
