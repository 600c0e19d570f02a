import type { Loss } from "../describe/losses";
import type { ReportedProblem } from "./problem";
import { reported } from "./problem";
import type { Mistake } from "./problem-message";

/** @param module The module, as the user would name it. */
export const lossProblems = (
  losses: readonly Loss[],
  module: string,
  severity: ReportedProblem["severity"],
): readonly ReportedProblem[] =>
  losses.length === 0
    ? []
    : [
        ...losses.map((loss) => reported({ file: module, path: loss.address, ...mistakeOf(loss), severity })),
        reported({ file: module, code: "configs-compared", args: {}, severity }),
      ];

function mistakeOf(loss: Loss): Mistake {
  const { type } = loss;
  if (loss.code === "destroyed") return { code: loss.code, args: { type, identity: loss.identity } };
  if (loss.code === "left-to-caller") return { code: loss.code, args: { type, variable: loss.variable } };
  const { code, argument, before, after } = loss;
  return { code, args: { type, argument, before, after } };
}
