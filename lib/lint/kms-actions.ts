import { covers, globOf } from "../evaluate/glob";
import type { KmsAction } from "../policy/kms-actions";
import { kmsActions } from "../policy/kms-actions";

const lowerNames = kmsActions.map(({ name }) => name.toLowerCase());

/** The actions that an entry of `Action` means; none where KMS has no such action. */
export function actionsMeantBy(pattern: string): readonly KmsAction[] {
  const glob = globOf(pattern.toLowerCase(), true);
  return kmsActions.filter((_, index) => covers(glob, lowerNames[index] ?? ""));
}

/** Whether an action gives away what was encrypted. */
export const isReading = (action: string): boolean =>
  action === "kms:Decrypt" || action === "kms:ReEncryptFrom";

/** Whether an entry of `Action` means this action, perhaps among others. */
export const means = (pattern: string, action: string): boolean =>
  covers(globOf(pattern.toLowerCase(), true), action.toLowerCase());
