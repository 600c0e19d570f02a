import type { DocumentCodes } from "../../documents/document-codes";
import { policyFaultText } from "../policy-fault";
import { show } from "../show";
import type { Sentences } from "./sentences";

/** The policies beside a key policy. */
export const documentSentences: Sentences<DocumentCodes> = {
  "document-fault": ({ fault }) => policyFaultText(fault),
  "documents-account": ({ value }) => `${show(value)} is not an account ID, which has 12 digits`,
  "documents-identity": ({ value, account }) =>
    `${show(value)} is not the ARN of a user, role, role session or federated user of the account ${account}`,
  "documents-session": ({ isSession }) =>
    isSession
      ? "a role session can have only sessionPolicies; policies and boundary belong to its role"
      : "sessionPolicies apply to a session: put them under the ARN of the session",
  "documents-no-policies": ({ level }) =>
    `the level ${show(level)} has no policy: a level without an SCP allows nothing; AWS attaches FullAWSAccess by default`,
  "documents-level-twice": ({ level }) =>
    `the level ${show(level)} occurs twice: put its policies in one list`,
  "documents-without-organization": ({ account }) =>
    `null means no organization, but the account ${account} has SCPs or RCPs: only accounts of an organization have them`,
  "grantee-unknown": ({ value }) => `${show(value)} is not a principal that a grant can name`,
  "grants-truncated": () =>
    "the list is incomplete: run `aws kms list-grants` without --limit to get all grants",
};
