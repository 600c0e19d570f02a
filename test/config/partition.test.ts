import { partitionOf } from "../../lib/config/partition";

test.each([
  ["us-east-1", "aws"],
  ["ap-northeast-3", "aws"],
  ["mx-central-1", "aws"],
  ["nz-south-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-east-1", "aws-us-gov"],
  ["us-iso-west-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-east-1", "aws-iso-f"],
  ["eusc-de-east-1", "aws-eusc"],
])("the partition of %s is %s", (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});

test.each([
  "aws-global",
  "aws-us-gov-global",
  "us-east",
  "us-east1",
  "useast-1",
  "us-gov-1",
  "eusc-east-1",
  "",
  "${TfToken[TOKEN.0]}",
])("%j is in none", (region) => {
  expect(partitionOf(region)).toBeUndefined();
});
