import { parseArn } from "../arn";
import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import type { PlacedMistake } from "../problem";
import { roleAccount } from "./principal";

/**
 * Permissions boundaries that are not in the account of their role. Those of AWS itself can be used in every account.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function boundaryContradictions(draft: Draft): readonly PlacedMistake[] {
  return entriesOf(draft.config.readers, "readers").flatMap(({ item, path }): readonly PlacedMistake[] => {
    if (!("assumableRole" in item)) return [];
    const text = item.assumableRole?.permissionsBoundary;
    const arn = text === undefined || draft.opaque(text) ? undefined : parseArn(text);
    const account = roleAccount(draft, item.assumableRole?.account);
    if (text === undefined || arn === undefined || account === undefined) return [];
    if (arn.account === "aws" || arn.account === account) return [];
    return [
      {
        path: [...path, "assumableRole", "permissionsBoundary"],
        code: "foreign-boundary",
        args: { arn: text, boundaryAccount: arn.account, account },
      },
    ];
  });
}
