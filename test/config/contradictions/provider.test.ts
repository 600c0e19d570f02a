import { parseConfig } from "../../../lib/config/parse";
import { problemMessage } from "../../../lib/report/problem-message";
import { bucket, foundIn, holdsToken, own, token } from "./found-in";

const found = (aws: unknown, more: object = {}): readonly string[] =>
  foundIn({ provider: { aws }, ...more }, holdsToken);

test.each([null, ">= 6.40", "~> 5.60", "5.100", "< 7, != 5.80", token])(
  "%j leaves versions",
  (constraint) => {
    expect(found(constraint)).toEqual([]);
  },
);

test.each(["< 5.60", "~> 5.1.0", ">= 7.0", ">= 6.2, < 6.2", "= 6.0, != 6.0"])(
  "%j leaves none",
  (constraint) => {
    expect(found(constraint)).toEqual(["error at provider.aws"]);
  },
);

const organization = { id: "o-abcd123456", delegatedAdministrators: ["333333333333"] };

test("what needs a newer provider is named", () => {
  expect(found("< 5.63")).toEqual([]);
  const result = parseConfig({
    name: "org-audit",
    account: own,
    region: "us-east-1",
    bucket,
    organization,
    provider: { aws: "< 5.63" },
  });
  expect(result.ok ? [] : result.problems.map(problemMessage)).toEqual([
    '"< 5.63" allows no version of the AWS provider that the module works on, >= 5.63.0, < 7.0.0 (because of organization.delegatedAdministrators): allow one of these',
  ]);
});

test("a module for others takes delegated administrators, so it needs what they need", () => {
  const others = { organization: { id: "o-abcd123456" }, module: { variables: "all" } };
  expect(found("< 5.63", others)).toEqual(["error at provider.aws"]);
});

test("what is no constraint is told once", () => {
  expect(found("newest")).toEqual(["error at provider.aws"]);
  expect(found(6)).toEqual(["error at provider.aws"]);
});
