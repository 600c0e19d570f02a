import type { IdentityType } from "../describe/identities";
import type { Loss } from "../describe/losses";
import type { ReportedProblem } from "./problem";

interface WaysOut {
  /** The option that keeps what would be destroyed. */
  readonly destroyed: string;
  /** The same for what would be replaced. */
  readonly replaced: string;
}

const waysOut: Readonly<Record<IdentityType, WaysOut>> = {
  aws_kms_key: {
    destroyed:
      "without it no log that it encrypted can be read; to keep it, set key.handedOver: true beside key.existing",
    replaced:
      "logs so far stay encrypted with the old key, which would be scheduled for deletion; to keep it, set key.multiRegion back",
  },
  aws_s3_bucket: {
    destroyed: "to keep it, set bucket.handedOver: true beside bucket.existing: true",
    replaced: "to keep it, set bucket.name back",
  },
  aws_cloudtrail: {
    destroyed: "to keep it, keep the trail in the config",
    replaced: "no events are logged in between; to keep it, set trail.name, or name, back",
  },
  aws_iam_role: {
    destroyed: "nobody could assume it any more; to keep it, keep the reader under its name",
    replaced: "the new role has another ID; to keep the role, set assumableRole.name back",
  },
};

/** @param module The module, as the user would name it. */
export const lossProblems = (
  losses: readonly Loss[],
  module: string,
  severity: ReportedProblem["severity"],
): readonly ReportedProblem[] =>
  losses.length === 0
    ? []
    : [
        ...losses.map((loss) => ({ file: module, path: loss.address, message: sentenceOf(loss), severity })),
        { file: module, message: scope, severity },
      ];

const scope =
  "this compares the config with the one before, and sees no value that a caller of the module sets; " +
  "--allow-replace writes the module all the same";

function sentenceOf(loss: Loss): string {
  const wayOut = waysOut[loss.type][loss.code];
  if (loss.code === "destroyed") {
    const name = Object.values(loss.identity).find((value) => typeof value === "string");
    return `would be destroyed${name === undefined ? "" : ` (${name})`}; ${wayOut}`;
  }
  const change = `${loss.argument} from ${JSON.stringify(loss.before)} to ${JSON.stringify(loss.after)}`;
  return `would be replaced (${change}); ${wayOut}`;
}
