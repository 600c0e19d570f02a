import { jsonText } from "../json-text";
import { leftOutReason } from "./coverage-text";
import type { LintReport } from "./lint-report";
import { findingData } from "./located-finding";

/** All that lint has to say, in the form that programs read. */
export const lintJson = ({ findings, suppressed, judged, leftOut, problems }: LintReport): string =>
  jsonText({
    findings: findings.map(findingData),
    suppressed: suppressed.map(({ located, by, reason }) => ({ ...findingData(located), by, reason })),
    judged: judged.map(({ file, kind, address, forCloudTrail, usedBy }) => ({
      file,
      kind,
      ...(address !== null && { address, usedBy }),
      forCloudTrail,
    })),
    notJudged: leftOut.map((resource) => ({
      file: resource.file,
      address: resource.address,
      why: resource.why,
      message: leftOutReason(resource),
    })),
    problems,
  });
