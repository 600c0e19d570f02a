import type { Mistake } from "../../lib/report/problem-message";
import { problemMessage } from "../../lib/report/problem-message";
import { reported, UserError } from "../../lib/report/problem";

const told: readonly (readonly [Mistake, string])[] = [
  [
    { code: "unknown-option", args: { known: ["name", "trail"] } },
    "is not an option of trailkey; known options are name, trail",
  ],
  [
    { code: "unknown-option", args: { known: ["name"], meant: "name" } },
    "is not an option of trailkey, did you mean name?",
  ],
  [
    { code: "not-among", args: { value: "mine", choices: ["own"] } },
    '"mine" is not a value of this option: the only one is own',
  ],
  [
    { code: "not-among", args: { value: "ful", choices: ["full", "none"], meant: "full" } },
    '"ful" is not one of full, none (did you mean full?)',
  ],
  [
    { code: "wrong-type", args: { value: { kind: "empty list" }, expected: "text" } },
    "an empty list is not a string",
  ],
  [
    { code: "wrong-type", args: { value: { kind: "list" }, expected: "boolean" } },
    "a list is not true or false",
  ],
  [
    { code: "own-trail", args: { arn: "arn:x" } },
    '"arn:x" is this trail, which is already included; remove it',
  ],
  [
    { code: "text-length", args: { value: "a", what: "a name", minLength: 3, maxLength: 9 } },
    '"a" has 1 character, but a name must have 3 to 9',
  ],
  [
    {
      code: "name-as-alias",
      args: { violation: { code: "empty-text", args: { what: "an alias", expected: "a text" } } },
    },
    "the config's name is also the alias, and is empty, but an alias must be a text: set key.alias",
  ],
  [
    { code: "place-missing", args: { option: "region" } },
    "the policy needs it, but the config does not set it: set region in the config, or give --region REGION",
  ],
  [{ code: "not-options", args: { holds: "list" } }, "contains a list instead of a config's options"],
  [
    { code: "request-action", args: { value: "kms:*" } },
    '"kms:*" is not an action: write its service and name, without wildcards, such as kms:Decrypt',
  ],
  [
    {
      code: "destroyed",
      args: {
        type: "aws_iam_role",
        address: 'aws_iam_role.reader["Reader"]',
        identity: { name: "Reader" },
      },
    },
    "would be destroyed; readers could no longer assume it; to keep it, keep its name in readers[].assumableRole",
  ],
  [
    {
      code: "destroyed",
      args: { type: "aws_iam_role", address: "aws_iam_role.reader_role", identity: { name: "Reader" } },
    },
    "would be destroyed (Reader); readers could no longer assume it",
  ],
  [
    {
      code: "token-of-other-attribute",
      args: { attribute: "aws_iam_role.r.name", holds: "name", wanted: "arn" },
    },
    "aws_iam_role.r.name is a name, but a token here must be an ARN",
  ],
  [{ code: "json-syntax", args: { error: "SomethingNew" } }, "Something new"],
];

test.each(told)("%j is told in a sentence", (mistake, sentence) => {
  expect(problemMessage(mistake).startsWith(sentence)).toBe(true);
});

test("a value is quoted on one line, not longer than a reader wants, unseen characters as their codes", () => {
  const shown = (value: string): string => problemMessage({ code: "half-character", args: { value } });
  expect(shown("a\n\u202e")).toContain(String.raw`"a\n\u{202e}" contains`);
  expect(shown("x".repeat(81))).toContain(`"${"x".repeat(80)}…" contains`);
});

test("a mistake is an error, unless it says that it is a warning", () => {
  const mistake = { code: "tag-empty", args: {} } as const;
  expect(reported(mistake)).toMatchObject({ ...mistake, severity: "error" });
  expect(reported({ ...mistake, severity: "warning" })).toMatchObject({ severity: "warning" });
});

test("an error of the user's has the code and the sentence", () => {
  const error = UserError.of({ code: "not-a-file", args: {} }, { file: "a.yaml" });
  expect(error.problems).toEqual([
    {
      file: "a.yaml",
      code: "not-a-file",
      args: {},
      message: "exists and is not a file",
      severity: "error",
    },
  ]);
});
