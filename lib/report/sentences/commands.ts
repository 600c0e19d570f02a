import type { CommandCodes } from "../command-codes";
import { enumeration } from "../lint/words";
import { show } from "../show";
import type { Sentences } from "./sentences";

/** Command lines. */
export const commandSentences: Sentences<CommandCodes> = {
  "command-missing": () => "a command is missing; see --help",
  "command-line": ({ reason }) => reason,
  "other-config-there": ({ names }) =>
    `${names.join(" and ")} is beside it already, and a folder has one config: give the file another name, or another folder`,
  "owner-unclear": ({ file, accounts }) =>
    accounts.length === 0
      ? `${file} does not tell which account owns the key, because it names no account that may change the policy: give --owner ID`
      : `${file} does not tell which account owns the key, because ${enumeration(accounts)} may change the policy: give --owner ID`,
  "owner-with-config": () => "goes with --policy; with a config, give --account",
  "config-with-policy": () => "cannot be combined with --policy: give one of them",
  "account-with-policy": () => "goes with --config; with a policy, give --owner",
  "region-with-policy": () => "goes with --config; a policy says its Regions itself",
  "differs-from-config": ({ given, configured }) => `${given} is not what the config says: ${configured}`,
  "key-elsewhere": ({ place, trails }) =>
    `the key is in another ${place} than the trail, which is in ${trails}`,
  "place-missing": ({ option }) =>
    `the policy needs it and the config does not set it; set ${option} there, or give --${option} ${
      option === "account" ? "ID" : "REGION"
    }`,
  "policy-unknown": ({ name, names }) =>
    `the config gives no policy ${JSON.stringify(name)}; it gives ${names.join(", ")}`,
  "context-entry": ({ entry }) =>
    `${show(entry)} is not a condition key with its value: write aws:SourceArn=arn:…`,
  "format-unknown": ({ format }) => `there is no format ${show(format)}: it is text, json or sarif`,
  "not-fixable": ({ kind }) =>
    kind === "aws-cli"
      ? "is what the AWS CLI prints, with the policy inside: save the policy alone, with --output text"
      : `is a Terraform ${kind}, which cannot be fixed: fix the policy in the configuration`,
  "only-with-fix": () => "goes with --fix alone",
  "pattern-without-file": () => "no file fits this pattern",
  "rule-unknown": ({ rule, near }) =>
    `there is no lint rule ${show(rule)}` +
    (near.length === 0 ? "; `trailkey explain` lists them" : `: did you mean ${near.join(" or ")}?`),
  "adopt-without-baseline": () => "goes with --baseline FILE, which it writes",
  "adopt-unread": () => "the baseline was not written, because not every file could be read",
  "only-with-adopt": () => "goes with --adopt alone",
  "not-among-values": ({ value, values }) => `${show(value)} is not one of ${values.join(", ")}`,
  "stdin-in-place": () => "stdin is not a file that can be written",
  "in-place-compared": () => "cannot be combined with --check or --diff, which write nothing",
  "stdin-twice": () => "stdin can be read only once: give one of the two as a file",
  "config-on-stdin": () => "a file of cases names its config, so the config must be a file: give its name",
  "documents-entry": () =>
    "does not belong in a folder of documents, which has documents.json, grants.json, ID/scps/LEVEL/FILE.json, ID/rcps/FILE.json and ID/identities/FILE.json",
  "documents-twice": () => "is given in another file of the folder too: keep one of them",
  "identity-without-arn": () => 'has no "arn" of the user or role whose policies these are',
  "rcp-without-owner": () =>
    "the account that owns the key is not known: set account in the config, or give --account ID",
  "caller-without-account": ({ principal }) =>
    `${show(principal)} has no account whose policies could decide`,
  "root-with-policies": () => "is about a user, role or session: no IAM policy bounds a root user",
  "none-with-files": () => "is none or files, not both",
  "scp-entry": ({ entry }) =>
    `${show(entry)} is not a level with its policy: write root=FILE, or none where no SCP applies`,
  "iam-allows-with-policies": () =>
    "cannot be combined with --iam-allows, which stands for the caller's IAM as a whole",
  "cases-missing": () => "name the file with the cases; --init writes one",
  "cases-with-init": () => "--init takes no file of cases; -o FILE writes one",
  "only-with-config-cases": () =>
    "goes with --init, or with --policy without a file of cases; a file of cases says it itself",
  "owner-without-policy": () => "goes with --policy; a file of cases says its owner itself",
  "only-with-init": () => "goes with --init alone",
  "not-with-init": () => "cannot be combined with --init",
  "file-exists": () => "is there already: name another file, or remove it",
  "file-exists-force": () => "is there already; --force replaces it",
  "not-a-file": () => "is there and is not a file",
  "file-changed": () =>
    "was changed by another program in the meantime, and is left as it is now: run the command again",
  "file-contended": () => "is being written by other runs of trailkey: run the command again",
  "output-is-input": () => "is read by this command: name another file for the output",
  "not-yaml": () => "the config is YAML: give a name that ends in .yaml or .yml",
};
