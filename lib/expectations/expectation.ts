/** One request and the verdict that a key policy must give it. */
export interface Expectation {
  /** A sentence: who does what, and whether that must work. */
  readonly name: string;
  readonly principal: string;
  readonly action: string;
  readonly context?: Readonly<Record<string, string>>;
  /** Whether the caller's own IAM allows the action. @default false */
  readonly iamAllows?: boolean;
  readonly expect: "Allowed" | "ImplicitlyDenied";
}

/** Where the trail and its key are, once Terraform knows. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  /** The account that owns the trail. */
  readonly account: string;
  /** The account that owns the key. */
  readonly owner: string;
}
