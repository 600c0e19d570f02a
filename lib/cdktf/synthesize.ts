import { App, CONTEXT_ENV } from "cdktf";
import { relative } from "node:path";
import type { Config } from "../config/config";
import { isRecord } from "../config/is-record";
import { findConfig, loadConfig } from "../config/load";
import { seen } from "../config/seen";
import type { ReportedProblem } from "../report/problem";
import { reported } from "../report/problem";
import { systemErrorProblem } from "../report/system-error";
import type { ParsedConfig } from "./constructs/config-of";
import { endpointMistake } from "./constructs/local-aws";
import { providerNames } from "./constructs/provider-mistakes";
import type { TrailStackSettings } from "./constructs/trail-stack";
import { TrailStack } from "./constructs/trail-stack";
import { readProviderSettings } from "./provider-settings";
import { withoutTokenStacks } from "./emitter/without-token-stacks";

/**
 * Synthesizes the stack of one config: the one that TRAILKEY_CONFIG names, or `config` in the context of
 * cdktf.json, or the nearest upward. TRAILKEY_ENDPOINT, or `endpoint` in the context, is the URL of a local AWS.
 * TRAILKEY_AWS_PROVIDERS as JSON, or `awsProviders` in the context, says how to sign in to the config's further
 * accounts.
 *
 * @returns what the user has to set right, where nothing was synthesized
 */
export function synthesize(environment: NodeJS.ProcessEnv, directory: string): readonly ReportedProblem[] {
  const context = cdktfContext(environment);
  if (context === undefined) {
    return [reported({ code: "context-unreadable", args: { variable: CONTEXT_ENV } })];
  }
  const named = setting(environment, "TRAILKEY_CONFIG") ?? context.config;
  if (named !== undefined && typeof named !== "string") {
    return [reported({ path: "config", code: "context-config", args: { value: seen(named) } })];
  }
  const found = named === undefined ? findConfig(directory) : { ok: true as const, file: named };
  if (!found.ok) return found.problems.map(reported);
  const inFile = (problems: readonly ReportedProblem[]): readonly ReportedProblem[] =>
    problems.map((each) => ({ file: relative(directory, found.file), ...each }));
  const loaded = loadConfig(found.file, { found: named === undefined });
  if (!loaded.ok) {
    const inExtended = (file: string | undefined): object =>
      file === undefined ? {} : { file: relative(directory, file) };
    return inFile(loaded.problems.map((each) => reported({ ...each, ...inExtended(each.file) })));
  }

  const endpoint = setting(environment, "TRAILKEY_ENDPOINT") ?? context.endpoint;
  const wrong = endpoint === undefined ? undefined : endpointMistake(endpoint);
  if (wrong !== undefined) return [reported({ path: "endpoint", ...wrong })];
  const given = setting(environment, "TRAILKEY_AWS_PROVIDERS") ?? context.awsProviders ?? {};
  const providers = readProviderSettings(given, loaded.config);
  if (!providers.ok) return providers.problems;
  try {
    const local = endpoint === undefined ? {} : { endpoint: endpoint as string };
    const credentials = endpoint === undefined || isSignedIn(environment) ? {} : anybodyIn(loaded.config);
    const settings = {
      ...local,
      ...credentials,
      awsProviders: { ...credentials.awsProviders, ...providers.settings },
    };
    return inFile(withoutTokenStacks(() => synthesizeStack(loaded, settings)));
  } catch (error) {
    const unwritable = systemErrorProblem(error, (path) => relative(directory, path));
    if (unwritable === null) throw error;
    return [unwritable];
  }
}

function synthesizeStack(config: ParsedConfig, settings: TrailStackSettings): readonly ReportedProblem[] {
  // cdktf would tell what is wrong with a stack trace.
  const app = new App({ skipValidation: true });
  const { resources } = new TrailStack(app, config.config.name, { config, ...settings });
  const late = resources.lateProblems();
  if (late.length === 0) app.synth();
  return late;
}

/** The context of cdktf.json, as cdktf hands it on; undefined where that is no object. */
function cdktfContext(environment: NodeJS.ProcessEnv): Readonly<Record<string, unknown>> | undefined {
  try {
    const context: unknown = JSON.parse(setting(environment, CONTEXT_ENV) ?? "{}");
    return isRecord(context) ? context : undefined;
  } catch {
    return undefined;
  }
}

/** A setting of the environment; empty is as good as absent. */
const setting = (environment: NodeJS.ProcessEnv, name: string): string | undefined =>
  environment[name] === "" ? undefined : environment[name];

const isSignedIn = ({ AWS_ACCESS_KEY_ID, AWS_PROFILE }: NodeJS.ProcessEnv): boolean =>
  AWS_ACCESS_KEY_ID !== undefined || AWS_PROFILE !== undefined;

/** A local AWS lets anybody in, but the provider will not start without credentials. */
const anybody = { accessKey: "local", secretKey: "local" };

const anybodyIn = (config: Config): Omit<TrailStackSettings, "endpoint"> => ({
  awsProvider: anybody,
  awsProviders: Object.fromEntries(providerNames(config).map((alias) => [alias, anybody])),
});
