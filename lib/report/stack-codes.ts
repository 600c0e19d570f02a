import type { Seen } from "../config/seen";
import type { StackLibrary } from "./stack-libraries";

/** The kinds of token that CDKTF has; a `value` is of a kind that only Terraform knows. */
export type TokenKind = "text" | "number" | "list" | "map" | "value";

/** What an option can be given in place of a token of the wrong kind: a token of another kind, or no token itself. */
export type TakenKind = Exclude<TokenKind, "value"> | "written-list" | "written-section" | "written-value";

/** What an attribute of a block holds, as far as its name says. */
export type AttributeKind = "arn" | "alias-arn" | "name" | "id" | "account-id" | "domain-name";

/** What an option takes. */
export type WantedKind = "arn" | "key-arn" | "account-id" | "name" | "region";

/** What is wrong with a CDKTF stack, beside its config. */
export interface StackCodes {
  /** The shape of what is built must be known when the stack is synthesized. `takes`: what the option can be given. */
  readonly "token-unusable": {
    readonly kind: TokenKind;
    readonly takes: TakenKind;
  };
  /** `instead`: the attribute that holds what is wanted. */
  readonly "token-of-other-attribute": {
    readonly attribute: string;
    readonly holds: AttributeKind;
    readonly wanted: WantedKind;
    readonly instead?: string;
  };
  /** `construct` is the path of the one that has the name. */
  readonly "name-taken": { readonly name: string; readonly what: string; readonly construct: string };
  /** Only in a stack of the module's addresses does trailkey know those of what it let go of. */
  readonly "handed-over-in-own-stack": { readonly what: "bucket" | "key" };
  /** `account`, `region`: what it must be signed in to, where that is known. */
  readonly "provider-missing": {
    readonly alias: string;
    readonly account?: string;
    readonly region?: string;
  };
  /** `known`: the names in `accounts`. `meant` is the nearest of them. */
  readonly "provider-unknown": { readonly known: readonly string[]; readonly meant?: string };
  /** `construct`: the path of the one that is of the other library, empty for the app. `own`: what this entry is for. */
  readonly "scope-of-other-library": {
    readonly construct: string;
    readonly library: StackLibrary;
    readonly own: StackLibrary;
  };
  readonly "trail-before-policy": { readonly policy: string };
  /** A resource with `count` or `forEach`, where one is wanted. */
  readonly "construct-of-many": { readonly construct: string };
  /** `has`: what the construct is for. */
  readonly "config-of-other-construct": { readonly has: "trail" | "key-alone" };
  /** `each.value` and the like, outside of the block that has the iterator. */
  readonly "token-of-iterator": { readonly token: string };
  /** What another stack knows of a reader would make the two stacks depend on each other. */
  readonly "reader-not-let-in": { readonly key: string };
  /** The same of a trail. */
  readonly "trail-not-let-in": { readonly key: string; readonly trail: string };
  readonly "log-group-of-shared-key": { readonly key: string };
  /** A role to create, where the resource that it would be an instance of is built already. */
  readonly "reader-role-late": object;
  readonly "bucket-policy-missing": object;
  readonly "reader-policy-not-attached": { readonly reader: string };

  readonly endpoint: { readonly value: Seen };
  readonly "context-unreadable": { readonly variable: string };
  readonly "context-config": { readonly value: Seen };
  /** No section of options, or JSON text of one. */
  readonly "provider-settings": { readonly value: Seen };
  readonly "provider-setting-unknown": { readonly meant?: string };
  /** `peers`: what to install, as npm takes it. `installed`: a library that is there and has an app of its own. */
  readonly "peer-missing": {
    readonly module: string;
    readonly peers: readonly string[];
    readonly installed?: StackLibrary;
  };
  /** `installed` is there in the place of `own`, what this entry is for. */
  readonly "other-library-installed": { readonly installed: StackLibrary; readonly own: StackLibrary };
}
