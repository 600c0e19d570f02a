import type { Expectation } from "./expectation";

/**
 * The verdict of one or more requests, with every policy that has a say in them. Reading a log file takes two: S3
 * gives the file, and KMS decrypts it.
 */
export interface PolicyExpectation {
  /** A sentence: who does what, and whether that must work. */
  readonly name: string;
  readonly steps: readonly [PolicyRequest, ...PolicyRequest[]];
  /** The verdict of the first step that is not allowed; `Allowed` where all are. */
  readonly expect: "Allowed" | "ImplicitlyDenied" | "ExplicitlyDenied";
}

/** A request and the policies that decide it. */
export interface PolicyRequest {
  readonly principal: string;
  readonly action: string;
  /** Absent: what the policy is on. */
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly on: AskedResource;
  readonly iam: CallerIam;
}

/** The resource that is asked for, by its policy. */
export interface AskedResource {
  readonly kind: "key" | "bucket" | "trust";
  /** The account of the resource, 12 digits. */
  readonly owner: string;
  /**
   * The name that the config's policies give it: `key`, `bucket`, `access-log`, `trust:NAME`. `null`: the resource leaves everything to
   * the IAM of its account, which is then what is asked about.
   */
  readonly policy: string | null;
}

/**
 * What the caller's own IAM allows: nothing, everything, everything on an alias alone, or what the named policies of
 * the config do, such as `reader:Auditor`. There is no boundary and no session policy.
 */
export type CallerIam = "nothing" | "everything" | "alias" | readonly [string, ...string[]];

/** The names of the config's policies that have a say in an expectation. */
export const policiesOf = ({ steps }: PolicyExpectation): ReadonlySet<string> =>
  new Set(
    steps.flatMap(({ on, iam }) => [
      ...(on.policy === null ? [] : [on.policy]),
      ...(typeof iam === "string" ? [] : iam),
    ]),
  );

/** An expectation of the key policy among those of all policies. */
export const ofKeyPolicy =
  (owner: string) =>
  ({ name, principal, action, context, iamAllows = false, expect }: Expectation): PolicyExpectation => ({
    name,
    steps: [
      {
        principal,
        action,
        ...(context && { context }),
        on: { kind: "key", owner, policy: "key" },
        iam: iamAllows === true ? "everything" : iamAllows === "alias" ? "alias" : "nothing",
      },
    ],
    expect,
  });
