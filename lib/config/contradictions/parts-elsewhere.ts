import { parseArn } from "../arn";
import type { Draft } from "../draft";
import { differ } from "../draft";

/** A part of an ARN that is not the trail's. */
export interface PartElsewhere {
  readonly part: "account" | "region";
  readonly found: string;
  readonly trails: string;
}

/** Which of these parts of an ARN are known to differ from the account or the Region that the trail is created in. */
export function partsElsewhere(
  draft: Draft,
  text: string | undefined,
  parts: readonly PartElsewhere["part"][],
): readonly PartElsewhere[] {
  const arn = text === undefined || draft.opaque(text) ? undefined : parseArn(text);
  return parts.flatMap((part) => {
    const [found, trails] = [arn?.[part], draft[part]];
    return found !== undefined && trails !== undefined && differ(draft, found, trails)
      ? [{ part, found, trails }]
      : [];
  });
}
