import type { CaseCodes } from "../../cases/case-codes";
import { show } from "../show";
import type { Sentences } from "./sentences";

/** Case files, and the requests in them and on the command line. */
export const caseSentences: Sentences<CaseCodes> = {
  "file-name": () => "is no name of a file: it holds the character U+0000",
  "context-value": () => "is not a text, number or boolean, or a list of these",
  "cases-without-policy": () => "names no policy: give policy: FILE or config: FILE",
  "cases-with-both": () => "stands beside policy: give one of them",
  "cases-without-owner": () => "is missing: a policy does not say which account owns its key",
  "cases-place": () => "goes with config; a policy says it itself",
  "request-principal": ({ value }) =>
    `${show(value)} is no principal that can call AWS: give a service principal such as cloudtrail.amazonaws.com, the ARN of a root, user, role or assumed-role session, an account ID of 12 digits, or * for nobody signed in`,
  "request-action": ({ value }) =>
    `${show(value)} is no action: write its service and name, without wildcards, as kms:Decrypt`,
  "request-resource": ({ value }) =>
    `${show(value)} is no ARN; leave it out for the key that the policy is on`,
};
