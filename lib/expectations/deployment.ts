/** Where a trail and its key are, once Terraform knows. */
export interface Deployment {
  readonly partition: string;
  readonly region: string;
  /** The account that owns the trail. */
  readonly account: string;
  /** The account that owns the key. */
  readonly owner: string;
}
