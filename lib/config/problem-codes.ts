import type { Coded } from "./coded";
import type { Seen } from "./seen";

/** A value that breaks its own rule. `what`, `expected`, `says` and `example` are the rule's. */
export interface RuleCodes {
  readonly "half-character": { readonly value: string };
  /** Two characters that Terraform takes for `composed`. */
  readonly miscomposed: { readonly pair: string; readonly composed: string };
  readonly "digit-count": { readonly value: string; readonly what: string; readonly expected: string };
  readonly "empty-text": { readonly what: string; readonly expected: string };
  readonly "text-length": {
    readonly value: string;
    readonly what: string;
    readonly minLength: number;
    readonly maxLength: number;
  };
  readonly "text-pattern": {
    readonly value: string;
    readonly what: string;
    /** Whether the text must do what `says` says, or must not. */
    readonly must: boolean;
    readonly says: string;
    readonly example: string;
  };
  readonly "number-range": {
    readonly value: string | number;
    readonly what: string;
    readonly expected: string;
  };
  /** `nearest` are the values beside it that there are. */
  readonly "number-choice": {
    readonly value: string | number;
    readonly what: string;
    readonly nearest: readonly number[];
  };
}

export type Violation = Coded<RuleCodes>;

/** What an ARN names that often stands where another is asked for. */
export type ArnKind =
  "alias" | "bucket" | "group" | "key" | "role" | "role-session" | "root" | "trail" | "user";

/** What an option can take. */
export type OptionType =
  | "text"
  | "whole-number"
  | "boolean"
  | "list"
  | "section"
  | "record"
  | "false-or-section"
  | "boolean-or-section";

/** What the schema refuses. `meant` is the nearest known name. */
export interface SchemaCodes {
  readonly missing: { readonly expected: OptionType };
  readonly "missing-choice": { readonly choices: readonly string[] };
  readonly "no-value": { readonly expected: OptionType };
  readonly "wrong-type": { readonly value: Seen; readonly expected: OptionType };
  /** Digits that YAML reads as a number. */
  readonly "not-quoted": { readonly value: number; readonly what: string; readonly quoted: string };
  readonly "not-among": {
    readonly value: Seen;
    readonly choices: readonly string[];
    readonly meant?: string;
  };
  readonly "empty-list": object;
  readonly "unknown-option": { readonly known: readonly string[]; readonly meant?: string };
  /** An option that another form of the same entry has. `others` are those that it stands beside. */
  readonly "misplaced-option": { readonly others: readonly string[] };
  readonly "not-one-section": { readonly value: Seen; readonly choices: readonly string[] };
  readonly "empty-section": { readonly choices: readonly string[] };
  readonly "several-choices": { readonly written: readonly string[]; readonly choices: readonly string[] };
  readonly "unknown-choice": {
    readonly key: string;
    readonly choices: readonly string[];
    readonly meant?: string;
  };
  readonly "account-or-trail": object;
  /** `holds` is a type, or what else keeps it from being JSON. */
  /** `example` is a name that the list could hold. */
  readonly "not-all-or-list": { readonly value: Seen; readonly example: string };
  /** An entry of CloudTrail's EventSelectors among its AdvancedEventSelectors. */
  readonly "basic-selector": object;
  readonly "not-json": { readonly holds: string };
  /** Two names that are one in Unicode's normal form. */
  readonly "key-written-twice": { readonly key: string };
  readonly "other-arn": { readonly value: string; readonly kind: ArnKind; readonly expected: string };
}

/** What an entry of a list names. */
export interface NamedEntry {
  readonly kind: "user" | "role" | "account" | "trails" | "organization" | "permission set" | "Region";
  readonly name: string;
}

/** What is wrong with one selector among `events.advanced`. `field` and the operators are as CloudTrail calls them. */
export interface SelectorCodes {
  readonly "selector-field-missing": { readonly field: string; readonly category?: string };
  readonly "selector-field-of-other": {
    readonly field: string;
    readonly category: string;
    readonly fields: readonly string[];
  };
  readonly "selector-field-twice": { readonly field: string };
  readonly "selector-field-empty": { readonly field: string };
  readonly "selector-operator": {
    readonly field: string;
    readonly operator: string;
    readonly operators: readonly string[];
  };
  readonly "selector-value": {
    readonly field: string;
    readonly value: string;
    readonly values: readonly string[];
  };
  readonly "selector-value-count": { readonly field: string; readonly count: number };
}

/** What is wrong with the events that a trail is to log. */
export interface EventCodes extends SelectorCodes {
  readonly "events-without-trail": object;
  readonly "events-none": object;
  readonly "excluded-of-none": { readonly source: string };
  readonly "management-selector": { readonly management: string };
  readonly "event-values": { readonly count: number; readonly maximum: number };
  readonly "insight-without-events": { readonly insight: string; readonly access: "read or write" | "write" };
  /** `option` names the log bucket. */
  readonly "data-of-log-bucket": { readonly bucket: string; readonly option: string };
  readonly "selector-of-log-bucket": { readonly bucket: string; readonly option: string };
  /** `arn` is how an ARN of the kind begins. */
  readonly "data-name-or-arn": { readonly arn: string };
  readonly "data-elsewhere": { readonly arn: string; readonly region: string };
  /** A warning. */
  readonly "log-bucket-logged": { readonly bucket: string };
}

/** Options that are right one by one and wrong together. Other options are named by their path. */
export interface ContradictionCodes extends EventCodes {
  readonly "bucket-missing": object;
  readonly "bucket-without-trail": object;
  readonly "new-bucket-elsewhere": { readonly region: string };
  /** `name` is that of the account in `accounts`, where it has one. */
  readonly "new-bucket-by-id": { readonly account: string; readonly name?: string };
  readonly "account-name": { readonly violation: Violation };
  readonly "account-unknown": {
    readonly name: string;
    readonly names: readonly string[];
    readonly meant?: string;
  };
  readonly "account-named-twice": { readonly account: string; readonly first: string };
  readonly "account-of-deployment": { readonly account: string };
  readonly "account-unused": { readonly name: string };
  readonly "management-account-missing": object;
  readonly "delegated-count": { readonly count: number; readonly maximum: number };
  readonly "delegated-without-trail": object;
  readonly "delegated-elsewhere": { readonly management: string; readonly account: string };
  readonly "delegated-management": { readonly account: string };
  readonly "foreign-boundary": {
    readonly arn: string;
    readonly boundaryAccount: string;
    readonly account: string;
  };
  readonly "existing-key-elsewhere": { readonly keyRegion: string; readonly bucketRegion: string };
  readonly "new-key-elsewhere": { readonly keyRegion: string; readonly bucketRegion: string };
  readonly "bucket-name-unknown": object;
  readonly "preset-without-organization": object;
  /** Options that would create what Control Tower creates. */
  readonly "preset-creates": { readonly what: "trail" | "bucket" };
  readonly "preset-elsewhere": { readonly account: string; readonly management: string };
  readonly "preset-key-elsewhere": object;
  readonly "preset-multi-region": object;
  readonly "preset-replicas": object;
  readonly "option-of-new-key": object;
  readonly "replicas-single-region": object;
  readonly "replica-at-home": { readonly region: string };
  /** `name` is that of the account, which the provider for the Region would have too. */
  readonly "replica-named-as-account": { readonly region: string; readonly name: string };
  /** `option` is what needs the newest of the versions, where it is not the module as such. */
  readonly "provider-excluded": {
    readonly constraint: string;
    readonly needed: string;
    readonly option?: string;
  };
  readonly "name-as-alias": { readonly violation: Violation };
  readonly "key-handed-over": object;
  readonly "bucket-handed-over": object;
  readonly "option-of-new-bucket": object;
  readonly "lifecycle-empty": object;
  /** Days, as those below. */
  readonly "expiry-before-glacier": { readonly expiry: number; readonly glacier: number };
  readonly "expiry-within-lock": { readonly expiry: number; readonly lock: number };
  /** Warnings. */
  readonly "expired-logs-kept": object;
  readonly "glacier-billed": { readonly stay: number; readonly billed: number };
  readonly "lock-without-key": object;
  /** `days` is absent where only Terraform knows it. */
  readonly "compliance-unconfirmed": { readonly days?: number };
  readonly "confirm-of-governance": object;
  readonly "access-log-of-itself": { readonly bucket: string };
  readonly "access-log-elsewhere": { readonly region: string; readonly bucketRegion: string };
  readonly "force-destroy-locked": object;
  readonly "force-destroy-protected": object;
  readonly "monitoring-without-trail": object;
  readonly "option-of-new-log-group": object;
  readonly "log-group-role-missing": object;
  readonly "not-where-trail-is": {
    readonly what: "log group" | "role" | "key" | "topic";
    readonly part: "account" | "region";
    readonly found: string;
    readonly trails: string;
  };
  /** `where` is the account or the Region of the key. */
  readonly "log-group-key-elsewhere": { readonly where: string };
  readonly "key-of-logs-by-arn": object;
  readonly "option-of-new-topic": object;
  readonly "topic-key-without-topic": object;
  readonly "topic-key-of-aws": { readonly key: string };
  readonly "topic-key-of-logs": object;
  readonly "cis-without-log-group": object;
  readonly "cis-without-alarms": object;
  readonly "cis-of-one-region": object;
  readonly "every-alarm-excepted": object;
  readonly "cis-alarm-excepted": { readonly name: string };
  readonly "alarms-topic-elsewhere": {
    readonly part: "account" | "region";
    readonly found: string;
    readonly trails: string;
  };
  readonly "topics-alike": { readonly name: string };
  readonly "trail-name-of-alarms": { readonly length: number; readonly maximum: number };
  /** `names` are the alarms that watch it. */
  readonly "alarms-elsewhere": {
    readonly what: "key" | "bucket";
    readonly part: "account" | "region";
    readonly found: string;
    readonly names: readonly string[];
  };
  readonly "alarms-of-delegated-trail": { readonly management: string };
  readonly "alarms-of-unlogged-account": { readonly what: "key" | "bucket"; readonly account: string };
  readonly "log-group-silenced": object;
  /** `management` is the option of the events. `chosen`: selectors of `advanced` choose management events instead. */
  readonly "alarms-never-fire": {
    readonly names: readonly string[];
    readonly management: string;
    readonly chosen: boolean;
  };
  readonly "cis-without-reads": object;
  readonly "listed-twice": NamedEntry & { readonly first: string };
  /** Warnings. `organization` is the config's, where it has one. */
  readonly "source-accounts-listed": { readonly count: number; readonly organization?: string };
  readonly "reader-accounts-listed": { readonly count: number; readonly organization?: string };
  readonly "own-trail": { readonly arn: string };
  readonly "account-listed": { readonly arn: string; readonly account: string };
  readonly "foreign-principal": {
    readonly arn: string;
    readonly account: string;
    readonly keyAccount: string;
    readonly as: "reader" | "administrator";
  };
  readonly "administrator-reads": NamedEntry & { readonly reader: string };
  readonly "owner-reads": { readonly account: string };
  readonly "owner-trusted": { readonly account: string };
  readonly "organization-missing": { readonly id: string };
  readonly "other-organization": { readonly id: string; readonly trails: string };
  readonly "own-logs-among-all": { readonly all: string };
  readonly "own-logs-without-bucket": object;
  readonly "other-partition": {
    readonly value: string;
    readonly partition: string;
    readonly other: string;
    readonly otherPartition: string;
  };
  readonly "partition-of-region": {
    readonly arn: string;
    readonly partition: string;
    readonly region: string;
    readonly regionPartition: string;
  };
  readonly "role-name-in-several-accounts": { readonly name: string; readonly first: string };
  readonly "home-region-opt-in": { readonly region: string };
  readonly "region-unknown": { readonly region: string; readonly meant?: string };
  readonly "tag-count": { readonly count: number; readonly maximum: number };
  readonly "state-among-logs": { readonly bucket: string };
  readonly "workspace-with-tags": object;
  /** `extends` in options that are in no file. */
  readonly "extends-without-file": object;
  readonly "tag-key-twice": { readonly key: string };
  readonly "tag-key-impossible": { readonly key: string };
  readonly "tag-key": { readonly violation: Violation };
  readonly "tag-empty": object;
  readonly "tag-characters": { readonly part: "key" | "value"; readonly characters: readonly string[] };
}

/** What keeps a file from being read, whatever it is for. `reason` is the parser's own sentence. */
export interface ReadingCodes {
  readonly "not-utf8": object;
  readonly "repeated-key": object;
  readonly "json-depth": { readonly depth: number };
  readonly "json-leading-zero": object;
  readonly "json-trailing-comma": object;
  /** `error` is jsonc-parser's name of it. */
  readonly "json-syntax": { readonly error: string };
  readonly "yaml-documents": object;
  readonly "yaml-tab": object;
  readonly "yaml-depth": object;
  readonly "yaml-alias": { readonly name: string };
  readonly "yaml-syntax": { readonly reason: string };
  readonly "typescript-run": { readonly reason: string };
  readonly "typescript-export": object;
  readonly "typescript-promise": object;
  readonly "typescript-await": object;
  readonly "typescript-exit": object;
  /** Node's names of what still runs, such as `Timeout`. */
  readonly "typescript-open": { readonly open: readonly string[] };
}

/** What keeps a config from being found. */
export interface FileCodes {
  readonly "several-configs": { readonly folder: string; readonly names: readonly string[] };
  /** `last` is the folder in which the search ended. */
  readonly "no-config": { readonly names: readonly string[]; readonly last: string };
  /** Found, not named. `owner` is a user ID. */
  readonly "config-of-other-user": { readonly file: string; readonly owner: number };
  readonly "file-kind": object;
  readonly "file-is-folder": object;
  readonly "file-empty": object;
  readonly "file-missing": object;
  readonly "file-forbidden": object;
  readonly "file-unreadable": { readonly error: string };
  /** What a config extends is not there. `file` is absolute. */
  readonly "extends-missing": { readonly file: string };
  /** `files` leads from the file that is extended again back to it. Absolute. */
  readonly "extends-circle": { readonly files: readonly string[] };
  /** A config in TypeScript that a config which was found, not named, extends. `owner` is a user ID, of `of`. */
  readonly "extends-of-other-user": { readonly file: string; readonly of: string; readonly owner: number };
  /** `holds` is a type, or `nothing`. */
  readonly "not-options": { readonly holds: string };
}

/** Every code of a config's problems, with its facts. */
export type ConfigCodes = RuleCodes & SchemaCodes & ContradictionCodes & ReadingCodes & FileCodes;
