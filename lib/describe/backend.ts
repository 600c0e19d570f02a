import type { Config } from "../config/config";
import type { Backend } from "../terraform/blueprint";
import { list, literal } from "../terraform/expression";
import { attribute, nestedBlock } from "./part";

/**
 * The lock file came with Terraform 1.10 and OpenTofu 1.10.
 * https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
 */
const terraformWithLockFile = ">= 1.10.0";

export function backendOf({ backend }: Config): Backend | undefined {
  if (backend === null) return undefined;
  if (backend.kind === "s3") {
    const { bucket, key, region } = backend;
    return {
      type: "s3",
      args: [
        attribute("bucket", literal(bucket)),
        attribute("key", literal(key)),
        attribute("region", literal(region)),
        attribute("encrypt", literal(true)),
        attribute("use_lockfile", literal(true)),
      ],
      terraform: terraformWithLockFile,
    };
  }
  const { organization, workspaces } = backend;
  return {
    type: "cloud",
    args: [
      attribute("organization", literal(organization)),
      nestedBlock(
        "workspaces",
        "name" in workspaces
          ? attribute("name", literal(workspaces.name))
          : attribute("tags", list(...workspaces.tags.map((tag) => literal(tag)))),
      ),
    ],
  };
}
