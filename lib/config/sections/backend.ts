import * as z from "zod/mini";
import { cloudOrganizationRule, stateKeyRule, workspaceNameRule, workspaceTagRule } from "../backend-rules";
import { described, oneOf, text } from "../option";
import { bucketNameRule, regionRule } from "../rules";

/** Where the state of a root is. It is written in the backend's block, where Terraform takes no references. */
export type BackendConfig =
  | { readonly kind: "s3"; readonly bucket: string; readonly region: string; readonly key: string }
  | {
      readonly kind: "cloud";
      readonly organization: string;
      /** One workspace, or those that have all of the tags. */
      readonly workspaces: { readonly name: string } | { readonly tags: readonly string[] };
    };

/** @internal */
export function backendSchema() {
  const written = () => false;
  const s3 = z.strictObject({
    bucket: described(
      text({ ...bucketNameRule, example: "terraform-states" }, written),
      "Name of the existing bucket that holds the state; not the bucket of the logs.",
    ),
    region: described(text(regionRule, written), "Region of that bucket."),
    key: described(
      z.optional(text(stateKeyRule, written)),
      "The state's key in the bucket. Default: the config's name and /terraform.tfstate.",
    ),
  });
  const cloud = z.strictObject({
    organization: described(text(cloudOrganizationRule, written), "The organization in HCP Terraform."),
    workspace: described(
      z.optional(text(workspaceNameRule, written)),
      "Name of the workspace. Default: the config's name with - in place of each dot, unless there are tags.",
    ),
    tags: described(
      z.optional(z.array(text(workspaceTagRule, written)).check(z.minLength(1))),
      "Tags of the workspaces, in place of a name. Default: none.",
    ),
  });
  return described(
    z.optional(
      oneOf([
        z.strictObject({
          s3: described(s3, "An S3 bucket. The state is encrypted and locked by a lock file."),
        }),
        z.strictObject({ cloud: described(cloud, "HCP Terraform.") }),
      ]),
    ),
    "Where the roots in the module's examples folder and the CDKTF stack keep their state. The roots have the same state: use one of them. Default: none, a local file.",
  );
}

type Written = z.output<ReturnType<typeof backendSchema>>;

/** @internal */
export function fillBackend(written: Written, name: string): BackendConfig | null {
  if (written === undefined) return null;
  if ("s3" in written) {
    const { bucket, region, key = `${name}/terraform.tfstate` } = written.s3;
    return { kind: "s3", bucket, region, key: key.normalize() };
  }
  const { organization, workspace = name.replaceAll(".", "-"), tags } = written.cloud;
  return { kind: "cloud", organization, workspaces: tags === undefined ? { name: workspace } : { tags } };
}

/** What is the same for two configs that have one state; null where it is chosen later. @internal */
export function stateOf(backend: BackendConfig | null): string | null {
  if (backend === null) return null;
  if (backend.kind === "s3") return `s3://${backend.bucket}/${backend.key}`;
  const { organization, workspaces } = backend;
  return "name" in workspaces ? `https://app.terraform.io/app/${organization}/${workspaces.name}` : null;
}
