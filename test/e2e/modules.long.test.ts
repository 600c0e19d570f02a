import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { type LocalAws, type SignIn, startLocalAws } from "./support/local-aws";
import { once } from "./support/once";
import { createOrganization } from "./support/organization";
import { keyPolicyInKms } from "./support/read-back";
import { LOCAL_PROVIDER, TerraformRoot } from "./support/terraform";
import { repository, trailkey } from "./support/trailkey";

const region = "us-east-1";
const management = { account: "111111111111", region };
const anybody = { account: "787878787878", region: "eu-west-3" };

interface Tried {
  readonly name: string;
  /** Who applies examples/complete: the account that the config's own principals are of. */
  readonly owner: SignIn;
  /** Who plans examples/basic. Where nothing pins the account, any account does. */
  readonly planner: SignIn;
  readonly keyOwner?: SignIn;
  readonly aliases?: readonly string[];
  readonly organization?: readonly string[];
  /** What `trailkey policy` is told beside the config. */
  readonly place: readonly string[];
}

const here = ["--region", region];

const modules: readonly Tried[] = [
  {
    name: "key",
    owner: management,
    planner: anybody,
    keyOwner: management,
    place: [...here, "--account", management.account],
  },
  {
    name: "trail",
    owner: management,
    planner: anybody,
    keyOwner: management,
    place: [...here, "--account", management.account],
  },
  {
    name: "organization-trail",
    owner: management,
    planner: management,
    keyOwner: management,
    organization: ["555555555555"],
    place: here,
  },
  {
    name: "log-archive",
    owner: management,
    planner: management,
    keyOwner: { account: "333333333333", region },
    aliases: ["log_archive"],
    organization: ["333333333333", "555555555555"],
    place: here,
  },
  {
    name: "reader-role",
    owner: { account: "222222222222", region },
    planner: { account: "222222222222", region },
    place: here,
  },
];

/** A copy of a module, so that Terraform leaves nothing in the repository, and an AWS of its own. */
class ModuleLife {
  private readonly directory = once(() => mkdtempSync(join(tmpdir(), `trailkey-e2e-${this.tried.name}-`)));
  private readonly module = once(() => {
    const copy = join(this.directory(), this.tried.name);
    cpSync(join(repository, "modules", this.tried.name), copy, { recursive: true });
    return copy;
  });

  constructor(readonly tried: Tried) {}

  readonly aws = once(async (): Promise<LocalAws> => {
    const aws = await startLocalAws();
    const { organization: members } = this.tried;
    if (members !== undefined) await createOrganization(aws, { id: "o-abcd123456", management, members });
    return aws;
  });

  /** An example as it stands. What is beside it tells its providers that AWS is here. */
  async example(name: string, signIn: SignIn): Promise<TerraformRoot> {
    const folder = join(this.module(), "examples", name);
    const root = new TerraformRoot(folder, (await this.aws()).env(signIn));
    const aliases = this.tried.aliases ?? [];
    const local = [LOCAL_PROVIDER, ...aliases.map((alias) => withAlias(alias))];
    root.write("local_override.tf", local.join("\n"));
    await root.init();
    return root;
  }

  async end(): Promise<void> {
    await (await this.aws()).stop();
    rmSync(this.directory(), { recursive: true, force: true });
  }
}

const withAlias = (alias: string): string => LOCAL_PROVIDER.replace("{\n", `{\n  alias = "${alias}"\n`);

describeE2e("the modules that others call", () => {
  const lives = modules.map((tried) => ({ name: tried.name, life: new ModuleLife(tried) }));

  afterAll(() => Promise.all(lives.map(({ life }) => life.end())), E2E_WITHIN_MS);

  test.concurrent.each(lives)(
    "modules/$name: examples/basic is valid and plans as it stands",
    async ({ life }) => {
      const root = await life.example("basic", life.tried.planner);
      await root.validate();
      const { resource_changes: planned } = await root.plan();
      const actions = new Set(planned.flatMap(({ change }) => change.actions));
      // By default nobody reads, so there is no role to create.
      expect([...actions]).toEqual(life.tried.name === "reader-role" ? [] : ["create"]);
    },
    E2E_WITHIN_MS,
  );

  test.concurrent.each(lives)(
    "modules/$name: examples/complete is applied, planned again without changes, and destroyed",
    async ({ life }) => {
      const { name, owner, keyOwner, place } = life.tried;
      const root = await life.example("complete", owner);
      await root.plan();
      await root.applyPlan();
      await root.planNothing();
      const outputs = await root.outputs();
      if (keyOwner !== undefined) {
        const config = join(repository, "modules/configs", `${name}.yaml`);
        const printed = await trailkey("policy", "key", "--minify", "-c", config, ...place);
        const attached = await keyPolicyInKms(await life.aws(), String(outputs.key_id), keyOwner);
        expect(attached).toBe(printed.trimEnd());
      } else {
        expect(Object.keys(outputs.reader_role_arns as object)).toEqual([
          "CloudTrailReader",
          "SecurityVendor",
        ]);
      }
      await root.destroy();
    },
    2 * E2E_WITHIN_MS,
  );
});
