import type { Config } from "../../config/config";
import type { ReportedProblem } from "../../report/problem";
import { standsForToken } from "../emitter/terraform-text";

/** What is wrong with the statements of `key.statements`, what only Terraform knows taken for unknown. */
export function statementChecks(config: Config): readonly ReportedProblem[] {
  if (config.key.statements.length === 0) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most stacks have no statements of their own
  const judge = require("../../report/own-statements") as typeof import("../../report/own-statements");
  const known = (text: string | null): string | null => (text === null || isUnknown(text) ? null : text);
  const { account, region, partition, key, organization } = config;
  const place = { account: known(account), region: known(region), partition: known(partition) };
  return judge.statementProblems(
    {
      ...config,
      ...place,
      organization: organization && {
        ...organization,
        managementAccount: known(organization.managementAccount),
      },
      key: {
        ...key,
        statements: key.statements.map((statement) => readable(statement) as typeof statement),
      },
    },
    place,
  );
}

const isUnknown = (text: string | number): boolean =>
  standsForToken(text) || (typeof text === "string" && text.includes("${"));

/** What is not known as Terraform's interpolation: CDKTF has other marks for lists and numbers. */
function readable(value: unknown): unknown {
  if (typeof value === "number") return standsForToken(value) ? "${number}" : value;
  if (typeof value === "string") {
    return standsForToken(value) && !value.includes("${") ? "${list}" : value;
  }
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}
