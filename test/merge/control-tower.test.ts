import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleStatements } from "../../lib/lint/examples";
import { lint } from "../../lib/lint/lint";
import { mergePolicy } from "../../lib/merge/merge-policy";
import { configOf, placeOf } from "../support/place";

const config = configOf({
  name: "landing-zone",
  preset: "control-tower",
  account: "111111111111",
  region: "us-east-1",
  organization: { id: "o-abcd123456" },
});

const merged = (text: string): { readonly text: string; readonly sids: readonly string[] } => {
  const result = mergePolicy(text, config, placeOf(config));
  if (!result.ok) throw new Error(JSON.stringify(result.obstacles));
  return { text: result.text, sids: result.added.flatMap(({ statement }) => statement.Sid ?? []) };
};

const overwritten = JSON.stringify({ Version: "2012-10-17", Statement: [exampleStatements.root] });
const page = readFileSync(join(__dirname, "../cases/lint/aws-pages/control-tower.json"), "utf8").replaceAll(
  "111122223333",
  "111111111111",
);

test("a policy that an update has overwritten gets back what it lost, and lint is content with it", () => {
  const { text, sids } = merged(overwritten);
  expect(sids).toEqual([
    "AllowCloudTrailEncryptLogs",
    "AllowCloudTrailDescribeKey",
    "AllowCloudTrailDecrypt",
    "AllowConfigUseKey",
  ]);
  expect(lint(JSON.parse(text), { preset: "control-tower", region: "us-east-1" })).toEqual([]);
  expect(lint(JSON.parse(text), { config })).toEqual([]);
});

test("what Control Tower's page grants lacks DescribeKey alone", () => {
  expect(merged(page).sids).toEqual(["AllowCloudTrailDescribeKey"]);
});

test("a policy that has everything stays as it is", () => {
  const { text } = merged(overwritten);
  expect(merged(text)).toEqual({ text, sids: [] });
});
