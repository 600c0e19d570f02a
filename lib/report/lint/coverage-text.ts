import type { LeftOut } from "../../lint/terraform-policies";
import type { Severity } from "../../lint/found";
import { printable, problemText } from "../problem";
import type { LeftOutResource, LintReport } from "./lint-report";
import { enumeration } from "./words";

/** What is said beside the findings: what was judged, what was not and why, and how many findings there are. */
export const coverageText = (report: LintReport): string =>
  [...judgedLines(report), ...notJudgedLines(report), summary(report)]
    .map((line) => `${printable(line)}\n`)
    .join("");

/** What was not judged, and why. */
export const notJudgedLines = (report: LintReport): readonly string[] => [
  ...leftOutLines(report),
  ...withoutTrailLines(report),
];

/** Of plans and states, whose policies nobody named one by one. */
function judgedLines({ judged }: LintReport): readonly string[] {
  return judged.flatMap(({ file, address, usedBy }) =>
    address === null
      ? []
      : [
          `${file}: checked: ${address}${usedBy.length === 0 ? ", whose policy names CloudTrail" : `, the key of ${enumeration(usedBy)}`}`,
        ],
  );
}

function leftOutLines({ leftOut }: LintReport): readonly string[] {
  const groups = new Map<string, { readonly first: LeftOutResource; readonly addresses: string[] }>();
  for (const resource of leftOut) {
    const group = JSON.stringify([resource.file, { ...resource, address: "" }]);
    const known = groups.get(group);
    if (known) known.addresses.push(resource.address);
    else groups.set(group, { first: resource, addresses: [resource.address] });
  }
  return [...groups.values()].map(
    ({ first, addresses }) =>
      `${first.file}: not checked: ${enumeration(addresses)}: ${leftOutReason(first)}`,
  );
}

/** Why a key or a trail was not judged. */
export function leftOutReason(resource: LeftOut & { readonly kind: "plan" | "state" }): string {
  const { why, kind } = resource;
  switch (why) {
    case "key-unused":
      return `no trail of this ${kind} uses the key, and its policy does not name CloudTrail`;
    case "policy-unknown":
      return kind === "plan"
        ? "the policy is known only after apply, or is the default key policy"
        : "the state does not contain its policy";
    case "trail-without-key":
      return "the trail has no KMS key";
    case "key-elsewhere":
      return resource.key === null
        ? "the plan does not show which key the trail uses"
        : `the key of the trail, ${resource.key}, is not in this ${kind}: run lint on its policy separately`;
  }
}

const withoutTrailLines = ({ judged }: LintReport): readonly string[] =>
  judged
    .filter(({ forCloudTrail }) => !forCloudTrail)
    .map(
      ({ file }) =>
        `${file}: no statement allows CloudTrail any action, so lint did not check whether CloudTrail can use the key; give -c CONFIG to check it`,
    );

/** `2 errors, 1 warning, 3 suppressed` */
function summary({ findings, suppressed, judged, problems }: LintReport): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter(({ finding }) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  return [
    ...(counts.length > 0 ? counts : [nothingFound(judged)]),
    ...(suppressed.length > 0 ? [`${suppressed.length} suppressed`] : []),
    ...(problems.length > 0 ? [counted(filesOf(problems), "file") + " not read"] : []),
  ].join(", ");
}

function nothingFound(judged: LintReport["judged"]): string {
  if (judged.length === 0) return "nothing was checked";
  return judged.some(({ forCloudTrail }) => forCloudTrail) ? "no findings" : "no other findings";
}

const filesOf = (problems: LintReport["problems"]): number => new Set(problems.map(({ file }) => file)).size;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const severities: readonly Severity[] = ["error", "warning", "note"];

/** Why files could not be read, one line each. */
export const problemsText = ({ problems }: LintReport): string =>
  problems.map((problem) => `${problemText(problem)}\n`).join("");
