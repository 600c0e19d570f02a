import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/cdktf/synthesize";
import type { Blueprint } from "../../lib/terraform/blueprint";

// Whichever config there is, its key is another account's.
jest.mock("../../lib/describe/describe", () => {
  const actual = jest.requireActual<typeof import("../../lib/describe/describe")>(
    "../../lib/describe/describe",
  );
  return {
    describeResources: (config: Parameters<typeof actual.describeResources>[0]): Blueprint => {
      const blueprint = actual.describeResources(config);
      return {
        ...blueprint,
        providers: [...blueprint.providers, { alias: "log_archive", account: null, region: null }],
        blocks: blueprint.blocks.map((block) =>
          block.type.startsWith("aws_kms_") ? { ...block, provider: "log_archive" } : block,
        ),
      };
    },
  };
});

const start = process.cwd();
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailkey-providers-"));
  process.chdir(folder);
  writeFileSync(
    "trailkey.yaml",
    'name: audit\naccount: "111111111111"\naccounts: { log_archive: "333333333333" }\nbucket: { name: audit-logs }\n',
  );
});

afterEach(() => {
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

const saidIn = (environment: NodeJS.ProcessEnv): readonly string[] =>
  synthesize(environment, folder).map(({ path, message }) => `${path ?? ""}: ${message}`);

function providersIn(environment: NodeJS.ProcessEnv): readonly Readonly<Record<string, unknown>>[] {
  expect(saidIn(environment)).toEqual([]);
  const stack = JSON.parse(readFileSync("cdktf.out/stacks/audit/cdk.tf.json", "utf8")) as {
    readonly provider: { readonly aws: readonly Readonly<Record<string, unknown>>[] };
  };
  return stack.provider.aws;
}

const context = (awsProviders: unknown): NodeJS.ProcessEnv => ({
  CDKTF_CONTEXT_JSON: JSON.stringify({ awsProviders }),
});

test("each further account is signed in to by the settings in the context of cdktf.json", () => {
  const settings = {
    log_archive: { profile: "logs", assumeRole: [{ roleArn: "arn:aws:iam::333333333333:role/A" }] },
  };
  expect(providersIn(context(settings))).toEqual([
    { allowed_account_ids: ["111111111111"] },
    {
      alias: "log_archive",
      profile: "logs",
      assume_role: [{ role_arn: "arn:aws:iam::333333333333:role/A" }],
    },
  ]);
});

test("TRAILKEY_AWS_PROVIDERS comes before the context", () => {
  const settings = { TRAILKEY_AWS_PROVIDERS: '{"log_archive":{"profile":"other"}}' };
  expect(providersIn({ ...context({ log_archive: { profile: "logs" } }), ...settings })[1]).toEqual({
    alias: "log_archive",
    profile: "other",
  });
});

test("a local AWS lets anybody in to each account that has no settings", () => {
  const local = { TRAILKEY_ENDPOINT: "http://127.0.0.1:5000" };
  expect(providersIn(local)).toMatchObject([{ access_key: "local" }, { access_key: "local" }]);
  const [, logs] = providersIn({ ...local, ...context({ log_archive: { profile: "logs" } }) });
  expect(logs).toMatchObject({ profile: "logs", s3_use_path_style: true });
  expect(logs).not.toHaveProperty("access_key");
  expect(providersIn({ ...local, AWS_PROFILE: "audit" })[1]).not.toHaveProperty("access_key");
});

test.each<readonly [unknown, readonly string[]]>([
  [
    5,
    [
      'awsProviders: 5 is not an object of settings: write them by account, such as { "log_archive": { "profile": "log-archive" } }',
    ],
  ],
  [
    "{",
    [
      'awsProviders: "{" is not an object of settings: write them by account, such as { "log_archive": { "profile": "log-archive" } }',
    ],
  ],
  [
    { log_archve: {}, log_archive: "logs" },
    [
      "awsProviders.log_archve: the config has no such account or replica; did you mean log_archive?",
      'awsProviders.log_archive: "logs" is not an object of settings: write them by account, such as { "log_archive": { "profile": "log-archive" } }',
    ],
  ],
  [
    { log_archive: { profle: "logs", toString: 1 } },
    [
      "awsProviders.log_archive.profle: the AWS provider has no such setting; did you mean profile?",
      "awsProviders.log_archive.toString: the AWS provider has no such setting; use CDKTF's names of settings, such as profile or assumeRole",
    ],
  ],
])("settings that are not right are told, and nothing is written: %j", (settings, said) => {
  expect(saidIn(context(settings))).toEqual(said);
  expect(readdirSync(".")).toEqual(["trailkey.yaml"]);
});
