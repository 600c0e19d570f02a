import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { handWrittenTrail } from "./hand-written-trail";
import { planner, provider } from "./plans";

/** The processor time of a plan of a root that calls modules/trail, and of one with the same resources of its own. */
export interface ModulePlans {
  readonly ours: () => number;
  readonly byHand: () => number;
  readonly end: () => void;
}

export async function modulePlans(root: string, work: string): Promise<ModulePlans> {
  const module = generated(root, work, "trail");
  const { init, plan, end, environment } = await planner(root);
  const rootOf = (name: string, content: string): string => {
    const directory = join(work, name);
    mkdirSync(directory);
    writeFileSync(join(directory, "main.tf"), provider + content);
    init(directory);
    return directory;
  };
  const call = `module "trail" {\n  source      = ${JSON.stringify(module)}\n  bucket_name = "bench-logs"\n}\n`;
  const [ours, byHand] = [rootOf("calls-trail", call), rootOf("by-hand", handWrittenTrail)];
  const [first, second] = [created(ours, environment), created(byHand, environment)];
  if (first !== second) throw new Error(`the plans differ: ${first} and ${second}`);
  return { ours: plan(ours), byHand: plan(byHand), end };
}

/** The types of the resources that a plan creates, each once for every resource of it, sorted. */
function created(directory: string, environment: NodeJS.ProcessEnv): string {
  const options = { cwd: directory, env: { ...process.env, ...environment }, encoding: "utf8" } as const;
  const lines = execFileSync("terraform", ["plan", "-json", "-input=false", "-lock=false"], options).split(
    "\n",
  );
  const types = lines
    .filter((line) => line !== "")
    .flatMap((line) => {
      const { change } = JSON.parse(line) as {
        readonly change?: { readonly action: string; readonly resource: { readonly resource_type: string } };
      };
      return change?.action === "create" ? [change.resource.resource_type] : [];
    });
  return types.sort().join(", ");
}

/** Seconds on the clock that the tests of every module take, one after the other. */
export function secondsOfModuleTests(root: string, work: string): number {
  const names = readdirSync(join(root, "modules/configs")).map((file) => basename(file, ".yaml"));
  const directories = names.map((name) => generated(root, work, name));
  for (const directory of directories) {
    execFileSync("terraform", ["init", "-input=false"], { cwd: directory, stdio: "ignore" });
  }
  const start = process.hrtime.bigint();
  for (const directory of directories) {
    execFileSync("terraform", ["test"], { cwd: directory, stdio: "ignore" });
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function generated(root: string, work: string, name: string): string {
  const directory = join(work, `module-${name}`);
  const config = join(root, "modules/configs", `${name}.yaml`);
  const program = join(root, "dist/cli/trailkey.js");
  execFileSync(process.execPath, [program, "generate", "-c", config, "-o", directory], { stdio: "ignore" });
  return directory;
}
