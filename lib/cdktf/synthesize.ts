import { App, CONTEXT_ENV } from "cdktf";
import { relative } from "node:path";
import { findConfig, loadConfig } from "../config/load";
import type { ReportedProblem } from "../report/problem";
import { reported } from "../report/problem";
import { systemErrorProblem } from "../report/system-error";
import type { ParsedConfig } from "./constructs/config-of";
import { endpointProblem } from "./constructs/local-aws";
import type { TrailStackSettings } from "./constructs/trail-stack";
import { TrailStack } from "./constructs/trail-stack";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Synthesizes the stack of one config: the one that TRAILKEY_CONFIG names, or `config` in the context of
 * cdktf.json, or the nearest upward. TRAILKEY_ENDPOINT, or `endpoint` in the context, is the URL of a local AWS.
 *
 * @returns what the user has to set right, where nothing was synthesized
 */
export function synthesize(environment: Environment, directory: string): readonly ReportedProblem[] {
  const context = contextOf(environment);
  if (context === undefined) return [problem(`${CONTEXT_ENV} is not a JSON object`)];
  const named = setting(environment, "TRAILKEY_CONFIG") ?? context.config;
  if (named !== undefined && typeof named !== "string") {
    return [
      problem(`config: ${JSON.stringify(named)} in the context of cdktf.json is not the name of a file`),
    ];
  }
  const found = named === undefined ? findConfig(directory) : { ok: true as const, file: named };
  if (!found.ok) return found.problems.map(reported);
  const inFile = (problems: readonly ReportedProblem[]): readonly ReportedProblem[] =>
    problems.map((each) => ({ file: relative(directory, found.file), ...each }));
  const loaded = loadConfig(found.file);
  if (!loaded.ok) return inFile(loaded.problems.map(reported));

  const endpoint = setting(environment, "TRAILKEY_ENDPOINT") ?? context.endpoint;
  const wrong = endpoint === undefined ? undefined : endpointProblem(endpoint);
  if (wrong !== undefined) return [problem(`endpoint: ${wrong}`)];
  try {
    const credentials = isSignedIn(environment) ? {} : { awsProvider: anybody };
    return inFile(
      synthesizeStack(loaded, endpoint === undefined ? {} : { endpoint: endpoint as string, ...credentials }),
    );
  } catch (error) {
    const unwritable = systemErrorProblem(error, (path) => relative(directory, path));
    if (unwritable === null) throw error;
    return [unwritable];
  }
}

function synthesizeStack(config: ParsedConfig, settings: TrailStackSettings): readonly ReportedProblem[] {
  // Validations run below, where what is the user's to set right can be said without a stack trace.
  const app = new App({ skipValidation: true });
  new TrailStack(app, config.config.name, { config, ...settings });
  const late = app.node.findAll().flatMap((construct) => construct.node.validate());
  if (late.length === 0) app.synth();
  return late.map(problem);
}

const problem = (message: string): ReportedProblem => ({ message, severity: "error" });

/** The context of cdktf.json, as cdktf hands it on; undefined where that is no object. */
function contextOf(environment: Environment): Readonly<Record<string, unknown>> | undefined {
  try {
    const context: unknown = JSON.parse(setting(environment, CONTEXT_ENV) ?? "{}");
    return typeof context === "object" && context !== null && !Array.isArray(context)
      ? (context as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A setting of the environment; empty is as good as absent. */
const setting = (environment: Environment, name: string): string | undefined =>
  environment[name] === "" ? undefined : environment[name];

const isSignedIn = ({ AWS_ACCESS_KEY_ID, AWS_PROFILE }: Environment): boolean =>
  AWS_ACCESS_KEY_ID !== undefined || AWS_PROFILE !== undefined;

/** A local AWS lets anybody in, but the provider will not start without credentials. */
const anybody = { accessKey: "local", secretKey: "local" };
