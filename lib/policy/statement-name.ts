/** What tells a statement from the others of its policy. A type, not an interface: an argument of a finding is JSON. */
export type StatementName = {
  /** Position in the policy, from 0. */
  readonly index: number;
  readonly sid: string | null;
};
