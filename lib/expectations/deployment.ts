/** Where a trail and its key are, once Terraform knows. */
export interface Deployment {
  readonly partition: string;
  readonly region: string;
  /** The account that owns the trail. */
  readonly account: string;
  /** The account that owns the key. */
  readonly owner: string;
}

/** The same with the key itself, which IAM policies name. */
export interface DeploymentWithKey extends Deployment {
  readonly keyArn: string;
}
