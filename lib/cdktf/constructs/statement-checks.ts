import type { Config } from "../../config/config";
import type { ReportedProblem } from "../../report/problem";
import { standsForToken } from "../emitter/terraform-text";

type Statement = Readonly<Record<string, unknown>>;

/** What is wrong with the statements of `key.statements`, what only Terraform knows taken for unknown. */
export const statementChecks = (config: Config): readonly ReportedProblem[] =>
  config.key.statements.length === 0
    ? []
    : judge().statementProblems(readableConfig(config), placeOf(config));

/** The same of statements that are added to the bucket policy. */
export const bucketStatementChecks = (
  config: Config,
  statements: readonly Statement[],
): readonly ReportedProblem[] =>
  statements.length === 0
    ? []
    : judge().bucketStatementProblems(
        readableConfig(config),
        statements.map((statement) => readable(statement) as Statement),
        placeOf(config),
      );

const judge = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- most stacks have no statements of their own
  require("../../report/own-statements") as typeof import("../../report/own-statements");

const known = (text: string | null): string | null => (text === null || isUnknown(text) ? null : text);

const placeOf = ({ account, region, partition }: Config) => ({
  account: known(account),
  region: known(region),
  partition: known(partition),
});

const readableConfig = (config: Config): Config => ({
  ...config,
  ...placeOf(config),
  organization: config.organization && {
    ...config.organization,
    managementAccount: known(config.organization.managementAccount),
  },
  key: {
    ...config.key,
    statements: config.key.statements.map((statement) => readable(statement) as Statement),
  },
});

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
