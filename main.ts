import { relative } from "node:path";
import { App, CONTEXT_ENV } from "cdktf";
import { TrailStack } from "./lib/cdktf";
import { findConfig, loadConfig } from "./lib/config/load";
import type { ReportedProblem } from "./lib/report/problem";
import { problemText, reported } from "./lib/report/problem";

/**
 * Synthesizes the stack of one config: the one that TRAILKEY_CONFIG names, or `config` in the context of
 * cdktf.json, or the nearest upward. TRAILKEY_ENDPOINT, or `endpoint` in the context, is the URL of a local AWS.
 */
function main(): void {
  const context = JSON.parse(process.env[CONTEXT_ENV] ?? "{}") as Readonly<
    Record<string, string | undefined>
  >;
  const named = setting("TRAILKEY_CONFIG") ?? context.config;
  const found = named === undefined ? findConfig(process.cwd()) : { ok: true as const, file: named };
  if (!found.ok) {
    fail(found.problems.map(reported));
    return;
  }
  const loaded = loadConfig(found.file);
  if (!loaded.ok) {
    fail(loaded.problems.map(reported), found.file);
    return;
  }

  const endpoint = setting("TRAILKEY_ENDPOINT") ?? context.endpoint;
  if (endpoint !== undefined && !/^https?:\/\/[^/]/.test(endpoint)) {
    fail([reported({ path: "endpoint", code: "endpoint", args: { value: endpoint } })]);
    return;
  }
  // Validations run below, where what the user can fix is told without a stack trace.
  const app = new App({ skipValidation: true });
  new TrailStack(app, loaded.config.name, {
    config: loaded,
    ...(endpoint !== undefined && { endpoint }),
    ...(endpoint !== undefined && !isSignedIn() && { awsProvider: anybody }),
  });
  const late = app.node.findAll().flatMap((construct) => construct.node.validate());
  if (late.length > 0) {
    fail(late.map(asProblem), found.file);
    return;
  }
  app.synth();
}

/** A setting of the environment; empty is as good as absent. */
const setting = (name: string): string | undefined =>
  process.env[name] === "" ? undefined : process.env[name];

const isSignedIn = (): boolean =>
  process.env.AWS_ACCESS_KEY_ID !== undefined || process.env.AWS_PROFILE !== undefined;

/** A local AWS lets anybody in, but the provider will not start without credentials. */
const anybody = { accessKey: "local", secretKey: "local" };

const asProblem = (message: string): ReportedProblem => ({ path: "", message, severity: "error" });

function fail(problems: readonly ReportedProblem[], file?: string): void {
  const shown = file === undefined ? {} : { file: relative(process.cwd(), file) };
  process.stderr.write(problems.map((problem) => `${problemText({ ...shown, ...problem })}\n`).join(""));
  process.exitCode = 1;
}

main();
