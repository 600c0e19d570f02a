import type { CommandCodes } from "../command-codes";
import { enumeration } from "../lint/words";
import { show } from "../show";
import type { Sentences } from "./sentences";

/** Command lines. */
export const commandSentences: Sentences<CommandCodes> = {
  "command-missing": () => "the command is missing; see --help",
  "command-line": ({ reason }) => reason,
  "other-config-there": ({ names }) =>
    `${names.join(" and ")} already exists in this folder, which can have only one config: choose another folder`,
  "owner-unclear": ({ file, accounts }) =>
    accounts.length === 0
      ? `${file} does not show which account owns the key, because it allows no account to change the policy: give --owner ID`
      : `${file} does not show which account owns the key, because it allows ${enumeration(accounts)} to change the policy: give --owner ID`,
  "owner-with-config": () => "requires --policy; with a config, give --account",
  "config-with-policy": () => "cannot be combined with --policy: give one of them",
  "account-with-policy": () => "requires a config; with a policy, give --owner",
  "region-with-policy": () => "requires a config; a policy names its Regions itself",
  "differs-from-config": ({ given, configured }) =>
    `${given} differs from the config, which says ${configured}`,
  "key-elsewhere": ({ place, trails }) => `the key is in another ${place}: expected ${trails}`,
  "place-missing": ({ option }) =>
    `the policy needs it, but the config does not set it: set ${option} in the config, or give --${option} ${
      option === "account" ? "ID" : "REGION"
    }`,
  "policy-unknown": ({ name, names }) =>
    `the config has no policy ${JSON.stringify(name)}; it has ${names.join(", ")}`,
  "context-entry": ({ entry }) =>
    `${show(entry)} is not KEY=VALUE: write a condition key and its value, such as aws:SourceArn=arn:…`,
  "format-unknown": ({ format }) => `there is no format ${show(format)}: use text, json or sarif`,
  "not-fixable": ({ kind }) =>
    kind === "aws-cli"
      ? "is JSON output of the AWS CLI, which contains the policy as a string: save the policy itself, with --output text"
      : `is a Terraform ${kind}, which cannot be fixed: fix the policy in the configuration`,
  "only-with-fix": () => "requires --fix",
  "pattern-without-file": () => "no file matches this pattern",
  "config-with-patterns": () => "cannot be combined with configs as arguments: give one of them",
  "matrix-with-option": ({ option }) => `cannot be combined with ${option}: it writes and compares nothing`,
  "output-without-name": ({ configs }) =>
    `${configs} configs cannot be written to one directory: put {name} into the path, such as modules/{name}`,
  "same-state": ({ state, others }) =>
    `its state would be ${state}, as that of ${enumeration(others)}, so each apply would destroy what the other created: leave out the key or the workspace, whose default has the config's name`,
  "same-directory": ({ directory, others }) =>
    `its module would be written to ${directory}, as that of ${enumeration(others)}: give the configs different names or put them into different directories`,
  "rule-unknown": ({ rule, near }) =>
    `there is no lint rule ${show(rule)}` +
    (near.length === 0 ? "; `trailkey explain` lists them" : `: did you mean ${near.join(" or ")}?`),
  "adopt-without-baseline": () => "requires --baseline FILE, the file to write",
  "adopt-unread": () => "the baseline was not written, because not every file could be read",
  "only-with-adopt": () => "requires --adopt",
  "preset-with-config": ({ preset }) =>
    `differs from the config, which does not have preset: ${preset}; set it in the config, or omit --preset or -c`,
  "preset-of-plan": ({ kind }) =>
    `is a Terraform ${kind}, which does not show which key is the landing zone's: with --preset, give the policy of that key`,
  "only-with-preset": () => "requires --preset, and no -c: a config has its own region",
  "not-among-values": ({ value, values }) =>
    values.length === 1
      ? `${show(value)} is not a value of this option: the only one is ${values.join()}`
      : `${show(value)} is not one of ${values.join(", ")}`,
  "stdin-in-place": () => "stdin cannot be written in place: give a file",
  "in-place-compared": () => "cannot be combined with --check or --diff, which write nothing",
  "stdin-twice": () => "stdin can be read only once: give a file in one of the two places",
  "config-on-stdin": () => "a file of cases names its config, so the config must be a file: give its path",
  "documents-entry": () =>
    "does not belong in a folder of documents, which can contain documents.json, grants.json, ID/scps/LEVEL/FILE.json, ID/rcps/FILE.json and ID/identities/FILE.json",
  "documents-twice": () => "is also given in another file of the folder: keep one of them",
  "identity-without-arn": () =>
    'has no "arn": add the ARN of the user or role that these policies are attached to',
  "rcp-without-owner": () =>
    "the account that owns the key is not known: set account in the config, or give --account ID",
  "caller-without-account": ({ principal }) =>
    `${show(principal)} belongs to no account, so no such policies apply to it`,
  "root-with-policies": () => "applies to a user, role or session: these policies do not limit a root user",
  "none-with-files": () => "takes none or files, not both",
  "scp-entry": ({ entry }) =>
    `${show(entry)} is not LEVEL=FILE: write a level and its policy, such as root=FILE, or none if no SCP applies`,
  "iam-allows-with-policies": () =>
    "cannot be combined with --iam-allows, which replaces all of the caller's IAM policies",
  "moves-nowhere": ({ call }) =>
    call === null
      ? "is missing: give the module call that the resources move to, such as --to module.trail, or with --from the one that they are in"
      : `is the same as --from, ${show(call)}: give another module call, or omit --to if the resources move to the root`,
  "not-a-module-call": ({ given }) =>
    `${show(given)} is not the address of a module call: write module. and its name, such as module.trail`,
  "moves-with-removals": () =>
    "hands over resources (handedOver), which must not move: apply the config where the resources are now, remove handedOver, then run this command again",
  "cases-missing": () => "give the file of cases; --init writes one",
  "cases-with-init": () => "--init takes no file of cases; -o FILE names the file to write",
  "only-with-config-cases": () =>
    "requires --init, or --policy without a file of cases; a file of cases names it itself",
  "owner-without-policy": () => "requires --policy; a file of cases names its owner itself",
  "only-with-init": () => "requires --init",
  "not-with-init": () => "cannot be combined with --init",
  "file-exists": () => "already exists: choose another file, or remove it",
  "file-exists-force": () => "already exists; --force replaces it",
  "not-a-file": () => "exists and is not a file",
  "file-changed": () =>
    "was changed by another program in the meantime and was not overwritten: run the command again",
  "file-contended": () => "is being written by other runs of trailkey: run the command again",
  "output-is-input": () => "is an input of this command: choose another file for the output",
  "not-yaml": () => "must end in .yaml or .yml, because the config is YAML",
};
