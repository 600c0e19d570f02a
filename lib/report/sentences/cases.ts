import type { CaseCodes } from "../../cases/case-codes";
import { actionViolation, principalViolation, resourceViolation } from "../../evaluate/request-violation";
import type { Sentences } from "./sentences";

/** Case files, and the requests in them and on the command line. */
export const caseSentences: Sentences<CaseCodes> = {
  "context-value": () => "is not a text, number or boolean, or a list of these",
  "cases-without-policy": () => "names no policy: give policy: FILE or config: FILE",
  "cases-with-both": () => "stands beside policy: give one of them",
  "cases-without-owner": () => "is missing: a policy does not say which account owns its key",
  "cases-place": () => "goes with config; a policy says it itself",
  "request-principal": ({ value }) => principalViolation(value) ?? "",
  "request-action": ({ value }) => actionViolation(value) ?? "",
  "request-resource": ({ value }) => resourceViolation(value) ?? "",
};
