import type { CaseCodes } from "../../cases/case-codes";
import { show } from "../show";
import type { Sentences } from "./sentences";

/** Case files, and the requests in them and on the command line. */
export const caseSentences: Sentences<CaseCodes> = {
  "file-name": () => "is not a file name: it contains the character U+0000",
  "context-value": () => "must be a string, number or boolean, or a list of these",
  "cases-without-policy": () => "names no policy: set policy: FILE or config: FILE",
  "cases-with-both": () => "cannot be combined with policy: set one of them",
  "cases-without-owner": () => "is missing: set it to the ID of the account that owns the key",
  "cases-place": () => "requires config; with policy, the policy itself names it",
  "request-principal": ({ value }) =>
    `${show(value)} is not a principal that can call AWS: give a service principal such as cloudtrail.amazonaws.com, the ARN of a root, user, role or assumed-role session, an account ID of 12 digits, or * for an anonymous caller`,
  "request-action": ({ value }) =>
    `${show(value)} is not an action: write its service and name, without wildcards, such as kms:Decrypt`,
  "request-resource": ({ value }) =>
    `${show(value)} is not an ARN; omit it for the key that the policy is attached to`,
};
