/** One call of an AWS API, as a resource policy sees it. */
export interface AccessRequest {
  /**
   * A service principal (`cloudtrail.amazonaws.com`); the ARN of a root, user, role, assumed-role session or
   * federated user; a bare account id, which is its root; or `*`, nobody signed in.
   */
  readonly principal: string;
  /** Service and action, such as `kms:Decrypt`, in any case. */
  readonly action: string;
  /**
   * ARN of what is acted on. `*` says the default.
   * @default the key that the policy belongs to: `*` and any ARN of a key in the owner's account stand for it
   */
  readonly resource?: string;
  /**
   * Condition keys in any case. A list is a key of several values; null or an empty list says that the key is
   * absent, also where it would be derived. `aws:PrincipalArn` given here tells the path of a session's role, which
   * its own ARN does not.
   * @default {} and what follows from the principal and the resource; `aws:SecureTransport` is true
   */
  readonly context?: Readonly<Record<string, ContextValue>>;
}

export type ContextValue = Scalar | null | readonly Scalar[];

type Scalar = string | number | boolean;

/** The request names nobody who could call AWS. */
export class UnknownPrincipalError extends Error {
  constructor(readonly principal: string) {
    super(`nobody can call AWS as ${JSON.stringify(principal)}`);
    this.name = "UnknownPrincipalError";
  }
}
