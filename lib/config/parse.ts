import { configJsonSchema } from "./json-schema";
import type { Config } from "./config";
import { contradictionsIn } from "./contradictions/contradictions";
import { withPreset } from "./control-tower";
import { draftOf } from "./draft";
import { fill } from "./fill";
import { isRecord } from "./is-record";
import type { IsOpaque } from "./opaque";
import type { ConfigMistake, ConfigProblem, LocateOption } from "./problem";
import { problemOf } from "./problem";
import { configSchema } from "./schema";
import { schemaMistakes } from "./schema-mistakes";

export interface ParseOptions {
  /** Where in its file an option stands. @default nowhere */
  readonly locate?: LocateOption;
  /** Whether a text stands for one that only Terraform knows, such as a CDKTF token. @default none does */
  readonly opaque?: IsOpaque;
  /**
   * The account and the Region that the config leaves out. What is wrong together with them is a problem as if they
   * were in the config. @default none
   */
  readonly deployment?: Readonly<Partial<Record<"account" | "region", string>>>;
}

export type ParseResult =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly ConfigProblem[] }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * Reads a config from plain data: every default filled in and every rule held, or else all that is wrong
 * with it at once, warnings among it. It never throws for what a user wrote.
 */
export function parseConfig(input: unknown, options: ParseOptions = {}): ParseResult {
  const { locate = () => undefined, opaque = nothingIsOpaque, deployment = {} } = options;
  const meant = withPreset(input, deployment);
  const parsed = schemaFor(opaque).safeParse(meant);
  const refused = parsed.success ? [] : schemaMistakes(parsed.error.issues, meant, configJsonSchema);
  const unsound = refused.map(({ path }) => path);
  const mistakes = [...refused, ...contradictionsIn(draftOf(placed(meant, deployment), unsound, opaque))];
  const problems = mistakes.map((mistake) => problemOf<ConfigMistake>(mistake, locate)).sort(byPlace);
  return parsed.success && problems.every(({ severity }) => severity === "warning")
    ? { ok: true, config: fill(parsed.data, opaque), warnings: problems }
    : { ok: false, problems };
}

/** The input with what a deployment adds to it. */
function placed(input: unknown, deployment: NonNullable<ParseOptions["deployment"]>): unknown {
  if (!isRecord(input)) return input;
  const added = Object.entries(deployment).filter(([option]) => (input[option] ?? null) === null);
  return added.length === 0 ? input : { ...input, ...Object.fromEntries(added) };
}

const nothingIsOpaque: IsOpaque = () => false;

/** Building the schema takes longer than using it, so who parses many configs does it once. */
const schemas = new WeakMap<IsOpaque, ReturnType<typeof configSchema>>();

function schemaFor(opaque: IsOpaque): ReturnType<typeof configSchema> {
  const schema = schemas.get(opaque) ?? configSchema(opaque);
  schemas.set(opaque, schema);
  return schema;
}

/** As they stand in the file, then in those that it extends; what has no place keeps its order behind. */
function byPlace(left: ConfigProblem, right: ConfigProblem): number {
  if (left.file !== right.file) return (left.file ?? "") < (right.file ?? "") ? -1 : 1;
  const { line = Infinity, column = Infinity } = left;
  return compare(line, right.line ?? Infinity) || compare(column, right.column ?? Infinity);
}

const compare = (left: number, right: number): number => (left === right ? 0 : left - right);
