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
        ...losses.map((loss) => reported({ file: module, ...mistakeOf(loss), severity })),
        reported({ file: module, code: "configs-compared", args: {}, severity }),
      ];

/** The path is the address of the resource, or the option of the config. */
function mistakeOf(loss: Loss): Mistake & { readonly path: string } {
  switch (loss.code) {
    case "home-changed": {
      const { code, option: path, before, after } = loss;
      return { code, path, args: { option: path, before, after } };
    }
    case "members-unlogged": {
      const { code, before } = loss;
      return { code, path: "organization", args: { before } };
    }
    case "events-unlogged": {
      const { code, events } = loss;
      return { code, path: "events", args: { events } };
    }
    case "organization-changed": {
      const { code, option, before, after } = loss;
      return { code, path: `organization.${option}`, args: { option, before, after } };
    }
    case "logs-expire": {
      const { code, option, before, after } = loss;
      return { code, path: `bucket.lifecycle.${option}`, args: { option, before, after } };
    }
    case "lock-removed": {
      const { code, mode, days } = loss;
      return { code, path: "bucket.objectLock", args: { mode, days } };
    }
    case "lock-weakened": {
      const { code, before, after } = loss;
      return { code, path: "bucket.objectLock.mode", args: { before, after } };
    }
    case "lock-shortened": {
      const { code, before, after } = loss;
      return { code, path: "bucket.objectLock.days", args: { before, after } };
    }
    case "access-unlogged":
      return { code: loss.code, path: "bucket.accessLog", args: {} };
    case "destroyed": {
      const { code, type, address, identity } = loss;
      return { code, path: address, args: { type, address, identity } };
    }
    case "left-to-caller": {
      const { code, type, address: path, variable } = loss;
      return { code, path, args: { type, variable } };
    }
    case "account-changed": {
      const { code, type, address: path, before, after } = loss;
      return { code, path, args: { type, before, after } };
    }
    case "replaced": {
      const { code, type, address: path, argument, before, after } = loss;
      return { code, path, args: { type, argument, before, after } };
    }
  }
}
