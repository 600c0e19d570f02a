import type { Identity, IdentityType } from "../describe/identities";
import type { JsonValue } from "../terraform/canonical-json";

/** Why a file of a module must not be touched. */
export interface ObstacleCodes {
  readonly edited: object;
  readonly foreign: object;
  readonly link: object;
  readonly directory: object;
  readonly notDirectory: object;
  readonly special: object;
}

/** What keeps a module from being written. */
export interface ModuleCodes extends ObstacleCodes {
  /** No longer needed, and edited. */
  readonly "edited-extra": object;
  /** The names of the config that the module there is of, and of the one given. */
  readonly "other-config": { readonly before: string; readonly after: string };
  /** What the new module would do to a resource of the one before, which the path names. */
  readonly destroyed: {
    readonly type: IdentityType;
    readonly address: string;
    readonly identity: Identity;
  };
  readonly "left-to-caller": { readonly type: IdentityType; readonly variable: string };
  readonly replaced: {
    readonly type: IdentityType;
    readonly argument: string;
    readonly before: JsonValue;
    readonly after: JsonValue;
  };
  readonly "account-changed": {
    readonly type: IdentityType;
    readonly before: string | null;
    readonly after: string | null;
  };
  /** Terraform would make everything anew in another account or Region. The path names the option. */
  readonly "home-changed": {
    readonly option: "account" | "region";
    readonly before: string;
    readonly after: string;
  };
  /** The trail would log its own account alone. `before` is the organization. */
  readonly "members-unlogged": { readonly before: string | null };
  /** The policies would be for another organization's trail. The path names the option. */
  readonly "organization-changed": {
    readonly option: "id" | "managementAccount";
    readonly before: string;
    readonly after: string;
  };
  /** S3 would delete logs, or delete them earlier. `before` is `null` where it deleted none. The path names the option. */
  readonly "logs-expire": {
    readonly option: "expireAfterDays" | "noncurrentExpireAfterDays";
    readonly before: number | null;
    readonly after: number;
  };
  /** Logs would no longer be locked, or less so. The modes are the config's. */
  readonly "lock-removed": { readonly mode: string; readonly days: number };
  readonly "lock-weakened": { readonly before: string; readonly after: string };
  readonly "lock-shortened": { readonly before: number; readonly after: number };
  /** Requests to the bucket would no longer be logged. */
  readonly "access-unlogged": object;
  /** The trail would log less: `events` in words. */
  readonly "events-unlogged": { readonly events: readonly string[] };
  /** What the comparison of modules does not see. */
  readonly "configs-compared": object;

  readonly "output-unnamed": object;
  readonly "output-is-link": object;
  readonly "output-leads-out": { readonly root: string };
  readonly "output-missing": object;
  readonly "output-no-directory": { readonly path: string };
  readonly "manifest-foreign": object;
  readonly "manifest-version": object;
  readonly "manifest-path": { readonly path: string };
  readonly "files-keep-changing": object;
  readonly "written-in-part": object;
}
