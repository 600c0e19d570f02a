import type { OtherDocument } from "../lint/other-document";

/** What is wrong with a command line, or with a file that it names. Options of a command are named by the path. */
export interface CommandCodes {
  readonly "command-missing": object;
  /** `reason` is commander's own sentence. */
  readonly "command-line": { readonly reason: string };

  readonly "other-config-there": { readonly names: readonly string[] };
  /** The accounts that the policy lets change it: none, or several. */
  readonly "owner-unclear": { readonly file: string; readonly accounts: readonly string[] };
  readonly "owner-with-config": object;
  readonly "config-with-policy": object;
  readonly "account-with-policy": object;
  readonly "region-with-policy": object;
  readonly "differs-from-config": { readonly given: string; readonly configured: string };
  readonly "key-elsewhere": { readonly place: "account" | "Region"; readonly trails: string };
  readonly "place-missing": { readonly option: "account" | "region" };

  readonly "policy-unknown": { readonly name: string; readonly names: readonly string[] };
  readonly "context-entry": { readonly entry: string };
  readonly "format-unknown": { readonly format: string };
  readonly "stdin-in-place": object;
  readonly "in-place-compared": object;
  readonly "stdin-twice": object;
  readonly "config-on-stdin": object;
  readonly "not-fixable": { readonly kind: "aws-cli" | "plan" | "state" };
  readonly "only-with-fix": object;
  readonly "pattern-without-file": object;
  readonly "config-with-patterns": object;
  readonly "matrix-with-option": { readonly option: string };
  /** Several configs, and an output without their names. */
  readonly "output-without-name": { readonly configs: number };
  /** `others` are the configs that keep their state there too. */
  readonly "same-state": { readonly state: string; readonly others: readonly string[] };
  /** `others` are the configs that write there too. */
  readonly "same-directory": { readonly directory: string; readonly others: readonly string[] };
  readonly "rule-unknown": { readonly rule: string; readonly near: readonly string[] };
  readonly "adopt-without-baseline": object;
  readonly "adopt-unread": object;
  readonly "only-with-adopt": object;
  /** The config says another landing zone, or none. */
  readonly "preset-with-config": { readonly preset: string };
  readonly "preset-of-plan": { readonly kind: "plan" | "state" };
  readonly "only-with-preset": object;
  readonly "not-among-values": { readonly value: string; readonly values: readonly string[] };

  readonly "documents-entry": object;
  readonly "documents-twice": object;
  readonly "identity-without-arn": object;
  readonly "rcp-without-owner": object;
  readonly "caller-without-account": { readonly principal: string };
  readonly "root-with-policies": object;
  readonly "none-with-files": object;
  readonly "scp-entry": { readonly entry: string };
  /** `option` is about the caller's IAM, of which --iam-allows speaks as a whole. */
  readonly "iam-allows-with-policies": object;

  /** `call` is both where the resources are and where they move to. `null`: the root. */
  readonly "moves-nowhere": { readonly call: string | null };
  readonly "not-a-module-call": { readonly given: string };
  readonly "moves-with-removals": object;

  readonly "cases-missing": object;
  readonly "cases-with-init": object;
  readonly "only-with-init": object;
  readonly "only-with-config-cases": object;
  readonly "owner-without-policy": object;
  readonly "not-with-init": object;

  readonly "file-exists": object;
  readonly "file-exists-force": object;
  readonly "not-a-file": object;
  readonly "file-changed": object;
  readonly "file-contended": object;
  readonly "output-is-input": object;
  readonly "not-yaml": object;
}

/** What is given as a key policy and is something else. */
export interface KeyPolicyFileCodes {
  readonly "policy-empty": object;
  readonly "policy-not-json": { readonly language: "YAML" | "TypeScript" | "HCL" };
  readonly "plan-file": object;
  readonly "not-a-key-policy": { readonly document: OtherDocument };
  readonly "no-key-policy": { readonly kind: "plan" | "state" };
  readonly "several-key-policies": {
    readonly kind: "plan" | "state";
    readonly addresses: readonly string[];
  };
  readonly "key-policy-not-known": { readonly address: string };
  readonly "holder-in-place": { readonly holder: "aws-cli" | "plan" | "state" };
}
