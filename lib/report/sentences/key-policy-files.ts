import type { DocumentKind, OtherDocument } from "../../lint/other-document";
import type { KeyPolicyFileCodes } from "../command-codes";
import { enumeration } from "../lint/words";
import type { Sentences } from "./sentences";

/** Files that are given as a key policy and are something else. */
export const keyPolicyFileSentences: Sentences<KeyPolicyFileCodes> = {
  "policy-empty": () => "is empty: a key policy is a JSON object",
  "policy-not-json": ({ language }) => `is ${language}: ${inPlaceOf[language]}`,
  "plan-file": () => "is a plan file: give what `terraform show -json FILE` prints of it",
  "not-a-key-policy": ({ document }) => `is no key policy: ${documentText(document)}`,
  "no-key-policy": ({ kind }) => `this Terraform ${kind} has no key policy that CloudTrail uses`,
  "several-key-policies": ({ kind, addresses }) =>
    `this Terraform ${kind} has several key policies that CloudTrail uses: ${enumeration(addresses)}; save one of them as a file`,
  "key-policy-not-known": ({ address }) =>
    `the policy of ${address} is known only once Terraform applies the plan`,
  "holder-in-place": ({ holder }) =>
    holder === "aws-cli"
      ? "the file is what the AWS CLI prints, with the policy inside: redirect the output to another file"
      : `the file is a Terraform ${holder}: redirect the output to another file`,
};

const inPlaceOf = {
  YAML: "a key policy is JSON, and a trailkey config is given with -c",
  TypeScript: "a key policy is JSON, and a trailkey config is given with -c",
  HCL: "give what `terraform show -json` prints of a plan",
} as const;

const documentText = (document: OtherDocument): string =>
  document.kind === "resource-policy"
    ? `its actions are those of ${document.service}, as in ${resourcePolicies[document.service] ?? `a resource policy of ${document.service}`}`
    : documents[document.kind];

const resourcePolicies: Readonly<Record<string, string | undefined>> = {
  s3: "a bucket policy",
  sns: "a topic policy",
  sqs: "a queue policy",
  secretsmanager: "a policy of a secret",
};

const documents: Readonly<Record<DocumentKind, string>> = {
  "identity-policy":
    "no statement has a Principal, as in an IAM identity policy or a service control policy (SCP); a key policy says in every statement whom it is for",
  "resource-control-policy":
    "every statement denies actions of several services to everybody, as in a resource control policy (RCP)",
  "trust-policy": "its actions are those of STS, as in the trust policy of a role",
  cloudformation:
    "it is a CloudFormation template; save the KeyPolicy of a key in it as a file, with the values of its functions",
  "terraform-configuration":
    "it is Terraform configuration; give what `terraform show -json` prints of a plan",
  "terraform-outputs":
    "it is what `terraform output -json` prints; give `terraform output -raw NAME` of the policy",
  "old-state": "it is a Terraform state of an old version; give what `terraform show -json` prints of it",
  config: "it is a trailkey config; give it with -c, beside a policy",
  cases: "it is a file of cases; `trailkey test` runs it",
  "key-metadata":
    "it describes keys; `aws kms get-key-policy --key-id KEY --output text` prints the policy of one",
  grants: "it is a list of grants; `aws kms get-key-policy --key-id KEY --output text` prints a policy",
  trails: "it describes trails; `aws kms get-key-policy --key-id KEY --output text` prints a key's policy",
  "iam-answer": "it is what `aws iam` prints of a role or a policy of IAM",
};
