import { namesNear } from "../../config/nearest";
import { reportedRuleIds } from "../../lint/reported-rules";
import { jsonText } from "../../report/json-text";
import { explanationOf, explanationText, rulesJson, rulesText } from "../../report/lint/explanation";
import { UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import type { Io } from "../io";

export const explainCommand: DefineCommand = (command) => {
  command
    .description(
      "Explain a lint rule: what it finds, what happens in practice, and what would be right. Without a rule: list all rules.",
    )
    .argument("[rule]", "a lint rule, such as reader-without-context")
    .addHelpText(
      "after",
      `
Exit codes: 0 fine; 1 there is no such rule.

Examples:
  $ trailkey explain
  $ trailkey explain cloudtrail-cannot-describe`,
    );
  return (io) =>
    explain(command.processedArgs[0] as string | undefined, command.optsWithGlobals<CommonOptions>(), io);
};

/** @throws UserError with the nearest names. */
export function explain(rule: string | undefined, { json }: CommonOptions, io: Io): ExitCode {
  if (rule === undefined) {
    io.data(json ? rulesJson() : rulesText());
    return 0;
  }
  const explanation = explanationOf(rule);
  if (!explanation) {
    throw UserError.of({ code: "rule-unknown", args: { rule, near: namesNear(rule, reportedRuleIds) } });
  }
  io.data(json ? jsonText(explanation) : explanationText(explanation));
  return 0;
}
