import { exampleStatements, policyWith } from "../../lib/lint/examples";
import type { LintOptions } from "../../lib/lint/lint";
import { lint } from "../../lib/lint/lint";
import type { JsonValue } from "../../lib/terraform/canonical-json";

export const owner = "111111111111";
export const stranger = "222222222222";

/** `severity code` of what is found in a policy of these statements and the delegation to the owner's IAM. */
export const foundIn = (statements: readonly JsonValue[], options: LintOptions = {}): readonly string[] =>
  lint(policyWith(exampleStatements.root, ...statements), options).map(
    ({ severity, code }) => `${severity} ${code}`,
  );

/** An Allow of Decrypt on this key to a principal. */
export const decryptBy = (
  Principal: JsonValue,
  more: Readonly<Record<string, JsonValue>> = {},
): JsonValue => ({
  Effect: "Allow",
  Principal,
  Action: "kms:Decrypt",
  Resource: "*",
  ...more,
});
