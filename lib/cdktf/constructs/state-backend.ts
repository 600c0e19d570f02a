import type { TerraformStack } from "cdktf";
import { CloudBackend, NamedCloudWorkspace, S3Backend, TaggedCloudWorkspaces } from "cdktf";
import type { BackendConfig } from "../../config/sections/backend";
import { escapeTemplate } from "../emitter/terraform-text";

/** Sets where the state of a stack is. The locks of S3 are newer than CDKTF. */
export function buildBackend(stack: TerraformStack, backend: BackendConfig): void {
  if (backend.kind === "s3") {
    const { bucket, region, key } = backend;
    new S3Backend(stack, { bucket, key: escapeTemplate(key), region, encrypt: true });
    stack.addOverride("terraform.backend.s3.use_lockfile", true);
    return;
  }
  const { organization, workspaces } = backend;
  new CloudBackend(stack, {
    organization,
    workspaces:
      "name" in workspaces
        ? new NamedCloudWorkspace(workspaces.name)
        : new TaggedCloudWorkspaces([...workspaces.tags]),
  });
}
