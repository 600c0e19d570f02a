import type { StatementName } from "../../policy/statement-name";
import type { PolicyCodes } from "../policy-codes";
import { largestText, remediesText } from "../statement-sizes";
import type { Sentences } from "./sentences";

/** Policies that a config gives. */
export const policySentences: Sentences<PolicyCodes> = {
  "policy-too-large": ({ policy, size, limit, statements, remedies }) =>
    `the policy ${policy} has ${size} ${limit.unit}, and ${limit.service} accepts at most ${limit.maximum}; ` +
    `its largest statements are ${largestText(statements, size, ownStatement)}${remediesText(remedies)}`,
  "policy-over-default": ({ policy, size, limit, remedies }) =>
    `the policy ${policy} has ${size} ${limit.unit}, and ${limit.service} accepts ${limit.maximum} unless the account's ` +
    `quota is higher; request an increase in Service Quotas${remediesText(remedies)}`,
};

/** A statement that trailkey wrote: each has a Sid. */
const ownStatement = ({ index, sid }: StatementName): string => `statement ${index + 1} "${sid ?? ""}"`;
