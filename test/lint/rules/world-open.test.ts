import { decryptBy, foundIn, owner } from "../findings";

const everybody = (operator: string, key: string, value: string | readonly string[]): readonly string[] =>
  foundIn([decryptBy("*", { Condition: { [operator]: { [key]: value } } })]);

test.each<[string, string, string | readonly string[]]>([
  ["StringEquals", "aws:PrincipalTag/team", "audit"],
  ["StringEquals", "aws:username", "Bob"],
  ["StringLike", "aws:PrincipalArn", "*role/Auditor"],
  ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/Auditor"],
  ["StringLike", "aws:PrincipalArn", "arn:aws:iam::1*:role/Auditor"],
  ["StringLike", "aws:PrincipalOrgID", "o-*"],
  ["StringLike", "aws:PrincipalOrgID", ["o-exampleorgid", "o-e*"]],
  ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/r-*"],
  ["StringLike", "aws:SourceVpce", "vpce-*"],
  ["StringLike", "aws:userid", "*:Bob"],
  ["StringEquals", "aws:PrincipalType", "AssumedRole"],
])("a principal * under %s %s %j is open to the world", (operator, key, value) => {
  expect(everybody(operator, key, value)).toContain("error world-open");
});

test.each<[string, string, string | readonly string[]]>([
  ["StringEquals", "aws:PrincipalOrgID", "o-exampleorgid"],
  ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-exampleorgid/r-ab12/*"],
  ["StringLike", "aws:userid", "AROAEXAMPLEEXAMPLEID:*"],
  ["ArnLike", "aws:PrincipalArn", `arn:aws:iam::${owner}:role/*`],
  ["StringLike", "aws:PrincipalArn", `arn:*:iam::${owner}:role/*`],
  ["StringEquals", "aws:SourceVpce", "vpce-1a2b3c4d"],
])("a principal * under %s %s %j is not", (operator, key, value) => {
  expect(everybody(operator, key, value)).not.toContain("error world-open");
});
