import type { PolicyFault } from "../../policy/policy";
import type { StatementName } from "../../policy/statement-name";

/** A request, as a sentence tells it. */
export interface ToldRequest {
  readonly principal: string;
  readonly action: string;
  /** What the config promises of it; null where the request was made from the statement itself. */
  readonly promise: string | null;
  /** The organization whose accounts the principal stands for. @default none: it stands for itself */
  readonly organization?: string;
}

/**
 * What is wrong with a statement of `key.statements`. Of several statements, each alone does it, or they do it only
 * together.
 */
export interface StatementCodes {
  /** AWS would refuse it. `meant`: the element that a name was most likely meant to be. */
  readonly "statement-malformed": {
    readonly statement: StatementName;
    readonly fault: PolicyFault["code"];
    readonly details: PolicyFault["args"];
    readonly meant?: string;
  };
  readonly "statement-sid-taken": {
    readonly statement: StatementName;
    readonly sid: string;
    /** The statement of `key.statements` that has it, or null: one that the config asks for. */
    readonly by: StatementName | null;
  };
  /** What the config promises to somebody is denied. */
  readonly "statement-denies": Told;
  /** The same, depending on condition keys of which the config says nothing. */
  readonly "statement-may-deny": Told & { readonly keys: readonly string[] };
  /** `anyTrail`: it names no trail, so CloudTrail may do it for anybody's. */
  readonly "statement-lets-cloudtrail": Told & { readonly anyTrail: boolean };
  readonly "statement-lets-strangers": Told;
  /** Everybody in an account that the config knows, whatever its IAM says. */
  readonly "statement-passes-iam": Told;
  readonly "statement-widens": Told;
  /** What it does depends on what is not known. */
  readonly "statement-unclear": Told;
  /** It names a key, and a key policy is about its own key alone. */
  readonly "statement-resource": {
    readonly statement: StatementName;
    readonly resource: string;
    /** ARN of the key; null where this module creates it. */
    readonly key: string | null;
  };
  /** No request could be made that meets it, so nobody knows whom it lets in. */
  readonly "statement-untried": { readonly statements: readonly StatementName[] };
  /** In a bucket policy: further trails may deliver, or read the bucket's ACL. */
  readonly "statement-lets-trails-deliver": Told;
  /** In a bucket policy: it is about another bucket, which S3 refuses. */
  readonly "statement-of-other-bucket": {
    readonly statement: StatementName;
    readonly resource: string;
    readonly bucket: string;
  };
  /** It names accounts or Regions, and the config leaves its own to the provider. */
  readonly "statement-place-unknown": {
    readonly statements: readonly StatementName[];
    readonly options: readonly string[];
  };
}

interface Told {
  readonly statements: readonly StatementName[];
  readonly requests: readonly ToldRequest[];
}
