import type { Config } from "../config/config";
import type { LocateOption } from "../config/problem";
import { pathText } from "../config/problem";
import { judgeBucketStatements } from "../lint/own-statements/judge-bucket-statements";
import { judgeStatements } from "../lint/own-statements/judge-statements";
import type { Place } from "../lint/own-statements/own-policy";
import type { Finding } from "../lint/lint";
import type { JsonPath } from "../policy/policy";
import { messageOf } from "./lint/located-finding";
import type { ReportedProblem } from "./problem";
import { reported } from "./problem";

/** What is wrong with the statements of `key.statements`, and what is worth a warning. */
export function statementProblems(
  config: Config,
  place: Place,
  locate: LocateOption = () => undefined,
): readonly ReportedProblem[] {
  const { problems, findings } = judgeStatements(config, place);
  const at = (path: JsonPath, part: "key" | "value") => {
    const option = ["key", "statements", ...path];
    return { path: pathText(option), ...locate(option, part) };
  };
  return [
    ...problems.map(({ path, aboutKey = false, ...problem }) =>
      reported({ ...problem, ...at(path, aboutKey ? "key" : "value") }),
    ),
    ...findings.map((finding): ReportedProblem => ({
      ...at(finding.path, finding.part),
      code: finding.code,
      args: finding.args,
      // What a rule finds has the arguments of that rule.
      message: messageOf({ ...finding, fix: null } as unknown as Finding),
      severity: refusedByKms.has(finding.code) ? "error" : "warning",
    })),
  ];
}

/** The same of statements that are added to the bucket policy by `addToBucketPolicy`. */
export const bucketStatementProblems = (
  config: Config,
  statements: readonly Readonly<Record<string, unknown>>[],
  place: Place,
): readonly ReportedProblem[] =>
  judgeBucketStatements(config, statements, place).map((problem) =>
    reported({ ...problem, path: pathText(["addToBucketPolicy", ...problem.path]) }),
  );

/** The rules about what `PutKeyPolicy` refuses. */
const refusedByKms: ReadonlySet<string> = new Set(["refused-character"]);
