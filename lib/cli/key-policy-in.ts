import { otherDocument } from "../lint/other-document";
import { terraformDocument } from "../lint/terraform-file";
import { terraformPolicies } from "../lint/terraform-policies";
import type { JsonPath } from "../policy/policy";
import { wrappedPolicy } from "../policy/wrapped-policy";
import { UserError } from "../report/problem";

/** What a file is that has a policy inside: what the AWS CLI prints, or a Terraform plan or state. */
export type PolicyHolder = "aws-cli" | "plan" | "state";

/** A key policy as text inside another document. */
export interface HeldPolicy {
  readonly holder: PolicyHolder;
  readonly path: JsonPath;
  readonly text: string;
}

/**
 * The key policy inside a document.
 *
 * @param shown The file, as the user would name it.
 * @returns null where the document is the policy itself, or may be.
 * @throws UserError where it is something else, and where it has several key policies or none.
 */
export function keyPolicyIn(json: unknown, shown: string): HeldPolicy | null {
  const document = terraformDocument(json);
  if (document === null) {
    const wrapped = wrappedPolicy(json);
    if (wrapped !== null) return { holder: "aws-cli", ...wrapped };
    refuseOther(json, shown);
    return null;
  }
  const { policies } = terraformPolicies(document);
  const [only, second] = policies;
  const { kind } = document;
  if (only === undefined) throw UserError.of({ code: "no-key-policy", args: { kind } }, { file: shown });
  const addresses = policies.map(({ address }) => address);
  if (second !== undefined) {
    throw UserError.of({ code: "several-key-policies", args: { kind, addresses } }, { file: shown });
  }
  const { address, path, text } = only;
  if (text === null) {
    throw UserError.of({ code: "key-policy-not-known", args: { address } }, { file: shown });
  }
  return { holder: kind, path, text };
}

/** @throws UserError where the document is surely no key policy: it says what it is. */
export function refuseOther(json: unknown, shown: string): void {
  const other = otherDocument(json);
  if (other !== null) {
    throw UserError.of({ code: "not-a-key-policy", args: { document: other } }, { file: shown });
  }
}
