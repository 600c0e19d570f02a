import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Example, prepare } from "./examples";
import { credentials, type LocalAws, startLocalAws } from "./local-aws";
import { localProviders, localSignIns } from "./local-providers";
import { once } from "./once";
import { type Plan, TerraformRoot } from "./terraform";
import { synthesize, trailkey, writeConfig } from "./trailkey";

export interface PlannedRoot {
  readonly root: TerraformRoot;
  readonly plan: Plan;
}

/** An example on its way through Terraform. Each has an AWS of its own, so that examples may share names. */
export class ExampleLife {
  private readonly directory = once(() => mkdtempSync(join(tmpdir(), `trailkey-e2e-${this.example.name}-`)));
  private server: Promise<LocalAws> | undefined;

  constructor(readonly example: Example) {}

  /** Whether the key is somebody else's, its policy an output alone. */
  get adoptsKey(): boolean {
    return this.example.config.key?.existing !== undefined;
  }

  /** The example's config without the protection that would outlive the test. */
  private readonly config = once(() =>
    writeConfig(this.directory(), { ...this.example.config, protect: false }),
  );

  aws(): Promise<LocalAws> {
    return (this.server ??= startLocalAws().then(async (aws) => {
      await prepare(this.example, aws);
      return aws;
    }));
  }

  /** What `trailkey generate` writes, used as a root. */
  readonly hcl = once(async (): Promise<PlannedRoot> => {
    const directory = join(this.directory(), "hcl");
    await trailkey("generate", "-c", this.config(), "-o", directory);
    const root = new TerraformRoot(directory, (await this.aws()).env(this.example.owner));
    await root.formatCheck();
    root.write("provider.tf", localProviders(this.example.config));
    await root.init();
    return { root, plan: await root.plan() };
  });

  /**
   * What the CDKTF entry synthesizes. Nothing but its own configuration tells the providers where AWS is, and how to
   * sign in to a further account.
   */
  readonly cdktf = once(async (): Promise<PlannedRoot> => {
    const directory = join(this.directory(), "cdktf");
    mkdirSync(directory);
    const { owner } = this.example;
    const { endpoint } = await this.aws();
    const given = {
      config: this.config(),
      endpoint,
      directory,
      credentials: credentials(owner),
      awsProviders: localSignIns(this.example.config),
    };
    const root = new TerraformRoot(await synthesize(given), credentials(owner));
    await root.init();
    return { root, plan: await root.plan() };
  });

  async end(): Promise<void> {
    await (await this.server)?.stop();
    rmSync(this.directory(), { recursive: true, force: true });
  }
}
