import type { JsonPath } from "../policy/policy";

/** A resource as a plan or a state has it. */
export interface TerraformResource {
  readonly address: string;
  readonly type: string;
  /** Where it stands in the file. */
  readonly path: JsonPath;
  /** Where its arguments stand in the file. */
  readonly valuesPath: JsonPath;
  readonly values: ReadonlyMap<string, unknown>;
}

/** Which key an argument of a resource names. */
export interface DocumentKeys {
  /** The name of the key, as {@link DocumentKeys.nameOf} gives it; null where it cannot be told. */
  readonly keyOf: (address: string, argument: string) => string | null;
  /** What `keyOf` calls the key of this address. */
  readonly nameOf: (address: string) => string;
  /** Whether the configuration gives a resource an argument. */
  readonly has: (address: string, argument: string) => boolean;
}

/** The resources of a Terraform plan or state, and what their arguments refer to. */
export interface TerraformDocument {
  readonly kind: "plan" | "state";
  readonly resources: readonly TerraformResource[];
  readonly keys: DocumentKeys;
  /** Where Terraform is signed in; null where the file does not say. */
  readonly account: string | null;
  readonly region: string | null;
}

/** Every type of resource that is a KMS key with a policy. */
export const keyTypes: ReadonlySet<string> = new Set([
  "aws_kms_key",
  "aws_kms_external_key",
  "aws_kms_replica_key",
  "aws_kms_replica_external_key",
]);

export const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
