import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providers } from "./providers";
import { run } from "./run";

/** What Terraform intends for one resource, as `terraform show -json` lists it. */
export interface PlannedResource {
  readonly address: string;
  /** Where it stood until now, if it moves. */
  readonly previous_address?: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    /** The values known at plan time. */
    readonly after: Readonly<Record<string, unknown>>;
    /** `true` wherever a value is known after apply only. */
    readonly after_unknown: Readonly<Record<string, unknown>>;
  };
}

/** What the tests read of `terraform show -json PLAN`. */
export interface Plan {
  readonly resource_changes: readonly PlannedResource[];
  readonly planned_values: {
    readonly outputs?: Readonly<Record<string, { readonly value?: unknown }>>;
  };
}

/** What the tests read of a state. */
interface State {
  readonly resources: readonly {
    readonly module?: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly dependencies?: readonly string[] }[];
  }[];
}

const addressOf = (module: string | undefined, type: string, name: string): string =>
  [...(module === undefined ? [] : [module]), type, name].join(".");

/** The provider block that a root needs against a local endpoint, beside files that hold none. */
export const LOCAL_PROVIDER = `provider "aws" {
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}
`;

/** A root directory with Terraform's commands. Each throws, with what Terraform said, when it fails. */
export class TerraformRoot {
  private readonly env: NodeJS.ProcessEnv;

  constructor(
    readonly directory: string,
    env: Readonly<Record<string, string>>,
  ) {
    this.env = {
      ...process.env,
      ...env,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      // Each command reads the provider's whole schema: collecting less garbage spares a quarter of the CPU time.
      GOGC: "off",
      GOMEMLIMIT: "1GiB",
    };
  }

  write(file: string, content: string): void {
    writeFileSync(join(this.directory, file), content);
  }

  async init(): Promise<void> {
    await this.terraform("init", `-plugin-dir=${providers()}`);
  }

  /** Throws where a file is not in `terraform fmt` form; the error shows the difference. */
  async formatCheck(): Promise<void> {
    await this.terraform("fmt", "-check", "-diff", "-recursive");
  }

  /** Throws where Terraform finds the configuration invalid, whatever the values. */
  async validate(): Promise<void> {
    await this.terraform("validate");
  }

  /** Plans into the file that {@link apply} takes. */
  async plan(variables: Readonly<Record<string, unknown>> = {}): Promise<Plan> {
    await this.terraform("plan", "-out=tfplan", ...variableArguments(variables));
    const { stdout } = await this.terraform("show", "-json", "tfplan");
    // A plan of nothing lists no resource.
    return { resource_changes: [], ...(JSON.parse(stdout) as Partial<Plan>) } as Plan;
  }

  /** What Terraform says when a command fails. Throws where it succeeds. */
  async refusal(command: "plan" | "apply" | "destroy", ...args: readonly string[]): Promise<string> {
    const options = { cwd: this.directory, env: this.env, accept: [1] };
    const { stderr } = await run("terraform", [command, "-no-color", ...args], options);
    return unwrap(stderr);
  }

  /** Runs the module's own tests. */
  async test(): Promise<void> {
    await this.terraform("test");
  }

  /** What Terraform says where a file of tests fails. Throws where it passes. */
  async testFailure(file: string): Promise<string> {
    const options = { cwd: this.directory, env: this.env, accept: [1] };
    const { stdout, stderr } = await run("terraform", ["test", "-no-color", `-filter=${file}`], options);
    return unwrap(`${stdout}\n${stderr}`);
  }

  /** Plans and applies at once. */
  async apply(...args: readonly string[]): Promise<void> {
    await this.terraform("apply", "-auto-approve", ...args);
  }

  /** Applies the last {@link plan}. */
  async applyPlan(): Promise<void> {
    await this.terraform("apply", "tfplan");
  }

  /** The addresses, without instance keys, of all that a resource was created after and is destroyed before. */
  async dependencies(address: string): Promise<readonly string[]> {
    const { stdout } = await this.terraform("state", "pull");
    const { resources } = JSON.parse(stdout) as State;
    const found = resources.find(({ module, type, name }) => address === addressOf(module, type, name));
    if (found === undefined) throw new Error(`${address} is not in the state`);
    return found.instances.flatMap(({ dependencies = [] }) => dependencies);
  }

  /** Removes what says what should be, and keeps what Terraform remembers of what is. */
  removeConfiguration(): void {
    for (const file of readdirSync(this.directory).filter((name) => name.endsWith(".tf"))) {
      rmSync(join(this.directory, file));
    }
  }

  /** Throws where a new plan would change anything. */
  async planNothing(variables: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.terraform("plan", "-detailed-exitcode", ...variableArguments(variables));
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const { stdout } = await this.terraform("output", "-json");
    const outputs = JSON.parse(stdout) as Record<string, { readonly value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  async destroy(variables: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.terraform("destroy", "-auto-approve", ...variableArguments(variables));
  }

  private terraform(command: string, ...args: readonly string[]) {
    const withoutColor = ["show", "state"].includes(command) ? [] : ["-no-color"];
    return run("terraform", [command, ...withoutColor, ...args], { cwd: this.directory, env: this.env });
  }
}

/** The planned values of the resource at an address. */
export function planned(plan: Plan, address: string): Readonly<Record<string, unknown>> {
  const resource = plan.resource_changes.find((candidate) => candidate.address === address);
  if (resource === undefined) throw new Error(`${address} is not in the plan`);
  return resource.change.after;
}

/** What a plan does to what is there or is to be: the actions, joined by a slash, and the address. */
export const changes = (plan: Plan): readonly (readonly [actions: string, address: string])[] =>
  plan.resource_changes
    .map(({ address, change }) => [change.actions.join("/"), address] as const)
    .filter(([actions]) => !["no-op", "read", "forget"].includes(actions));

/** The addresses, sorted, that a plan lets go of and leaves as they are. */
export const forgotten = (plan: Plan): readonly string[] =>
  plan.resource_changes
    .filter(({ change }) => change.actions.includes("forget"))
    .map(({ address }) => address)
    .sort();

/** A directory that is gone when `use` has ended, well or badly. */
export async function inTemporaryDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "trailkey-e2e-"));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const variableArguments = (variables: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(variables).map(
    ([name, value]) => `-var=${name}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );

/** Terraform's frame and line breaks taken out of a message. */
const unwrap = (message: string): string =>
  message
    .replace(/^[│╷╵]\s?/gm, "")
    .replace(/\s+/g, " ")
    .trim();
