import type { DocumentKind, OtherDocument } from "../../lint/other-document";
import type { KeyPolicyFileCodes } from "../command-codes";
import { enumeration } from "../lint/words";
import type { Sentences } from "./sentences";

/** Files that are given as a key policy and are something else. */
export const keyPolicyFileSentences: Sentences<KeyPolicyFileCodes> = {
  "policy-empty": () => "is empty: a key policy is a JSON object",
  "policy-not-json": ({ language }) => `is ${language}: ${inPlaceOf[language]}`,
  "plan-file": () => "is a binary plan file: give the output of `terraform show -json FILE`",
  "not-a-key-policy": ({ document }) => `is not a key policy: ${documentText(document)}`,
  "no-key-policy": ({ kind }) => `this Terraform ${kind} has no key policy that CloudTrail uses`,
  "several-key-policies": ({ kind, addresses }) =>
    `this Terraform ${kind} has several key policies that CloudTrail uses: ${enumeration(addresses)}; save one of them as a file`,
  "key-policy-not-known": ({ address }) => `the policy of ${address} is known only after apply`,
  "holder-in-place": ({ holder }) =>
    holder === "aws-cli"
      ? "the file is JSON output of the AWS CLI, which contains the policy as a string: redirect the output to another file"
      : `the file is a Terraform ${holder}: redirect the output to another file`,
};

const inPlaceOf = {
  YAML: "a key policy is JSON; give a trailkey config with -c",
  TypeScript: "a key policy is JSON; give a trailkey config with -c",
  HCL: "give the output of `terraform show -json PLAN`",
} as const;

const documentText = (document: OtherDocument): string =>
  document.kind === "resource-policy"
    ? `its actions belong to ${document.service}, as in ${resourcePolicies[document.service] ?? `a resource policy of ${document.service}`}`
    : documents[document.kind];

const resourcePolicies: Readonly<Record<string, string | undefined>> = {
  s3: "a bucket policy",
  sns: "a topic policy",
  sqs: "a queue policy",
  secretsmanager: "a secret's resource policy",
};

const documents: Readonly<Record<DocumentKind, string>> = {
  "identity-policy":
    "no statement has a Principal, as in an identity-based policy or a service control policy (SCP); every statement of a key policy needs a Principal",
  "resource-control-policy":
    "every statement denies actions of several services to every principal, as in a resource control policy (RCP)",
  "trust-policy": "its actions belong to STS, as in the trust policy of a role",
  cloudformation:
    "it is a CloudFormation template; save the KeyPolicy of a key in it as a file, with its functions resolved",
  "terraform-configuration":
    "it is a Terraform configuration; give the output of `terraform show -json PLAN`",
  "terraform-outputs":
    "it is the output of `terraform output -json`; give the output of `terraform output -raw NAME`, with the NAME of the policy's output",
  "old-state": "it is a Terraform state of an old version; give the output of `terraform show -json`",
  config: "it is a trailkey config; give it with -c, together with a policy",
  cases: "it is a file of cases; `trailkey test` runs it",
  "key-metadata":
    "it describes keys; `aws kms get-key-policy --key-id KEY --output text` prints a key's policy",
  grants: "it is a list of grants; `aws kms get-key-policy --key-id KEY --output text` prints a key's policy",
  trails: "it describes trails; `aws kms get-key-policy --key-id KEY --output text` prints a key's policy",
  "iam-answer": "it is the output of `aws iam` for an IAM role or policy",
};
