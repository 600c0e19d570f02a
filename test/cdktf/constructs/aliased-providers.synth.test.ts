import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, Testing, Token } from "cdktf";
import { EncryptedTrail, LogKey, TrailStack } from "../../../lib/cdktf";
import type { EncryptedTrailProps, TrailStackProps } from "../../../lib/cdktf";
import type { Block, Blueprint } from "../../../lib/terraform/blueprint";
import { input, literal } from "../../../lib/terraform/expression";
import { onlyBlock, stackWithProvider, synth } from "../fixtures";

/** The alias's account and Region. */
let place: Pick<Blueprint["providers"][number], "account" | "region">;

// Whichever config there is, its key is another account's: what the constructs make of that is all that counts here.
jest.mock("../../../lib/describe/describe", () => {
  const actual = jest.requireActual<typeof import("../../../lib/describe/describe")>(
    "../../../lib/describe/describe",
  );
  const inLogArchive = (block: Block): Block =>
    block.type.startsWith("aws_kms_") ? { ...block, provider: "log_archive" } : block;
  return {
    describeResources: (config: Parameters<typeof actual.describeResources>[0]): Blueprint => {
      const blueprint = actual.describeResources(config);
      return {
        ...blueprint,
        providers: [
          ...blueprint.providers,
          { alias: "log_archive", ...place },
          { alias: "idle", account: null, region: null },
        ],
        blocks: [
          ...blueprint.blocks.map(inLogArchive),
          {
            mode: "data",
            type: "aws_caller_identity",
            name: "log_archive",
            file: "main.tf",
            provider: "log_archive",
            args: [],
          },
        ],
      };
    },
  };
});

beforeEach(() => {
  place = { account: literal("333333333333"), region: literal("eu-central-1") };
});

const options = {
  name: "org-audit",
  account: "111111111111",
  accounts: { log_archive: "333333333333", idle: "444444444444" },
  region: "eu-central-1",
  bucket: { name: "org-audit-logs" },
} satisfies EncryptedTrailProps;

const stackOf = (more: Partial<TrailStackProps> = {}): TrailStack =>
  new TrailStack(Testing.app(), "org-audit", { ...options, ...more });

const providersOf = (more: Partial<TrailStackProps> = {}): readonly unknown[] =>
  synth(stackOf(more)).provider.aws ?? [];

const providerOf = (more: Partial<TrailStackProps>): unknown => providersOf(more)[1];

describe("a stack with a second account", () => {
  test("has a provider for it, and none for an account where nothing is built", () => {
    expect(providersOf()).toEqual([
      { region: "eu-central-1", allowed_account_ids: ["111111111111"] },
      { alias: "log_archive", region: "eu-central-1", allowed_account_ids: ["333333333333"] },
    ]);
  });

  test("builds each resource and reads each data source with the provider of its account", () => {
    const { resource, data } = synth(stackOf());
    expect(onlyBlock(resource, "aws_kms_key").provider).toBe("aws.log_archive");
    expect(onlyBlock(resource, "aws_kms_key_policy").provider).toBe("aws.log_archive");
    expect(onlyBlock(resource, "aws_cloudtrail")).not.toHaveProperty("provider");
    expect(data?.aws_caller_identity).toMatchObject({ log_archive: { provider: "aws.log_archive" } });
    expect(data?.aws_caller_identity?.current).not.toHaveProperty("provider");
  });

  test("signs in to it by settings of its own, which win, but for the alias", () => {
    expect(
      providersOf({
        awsProvider: { profile: "management" },
        awsProviders: { log_archive: { profile: "logs", region: "eu-west-1", alias: "other" } },
      }),
    ).toEqual([
      { profile: "management", region: "eu-central-1", allowed_account_ids: ["111111111111"] },
      {
        alias: "log_archive",
        profile: "logs",
        region: "eu-west-1",
        allowed_account_ids: ["333333333333"],
      },
    ]);
    const forbidden = { log_archive: { forbiddenAccountIds: ["111111111111"] } };
    expect(providerOf({ awsProviders: forbidden })).not.toHaveProperty("allowed_account_ids");
  });

  test("reaches it at the local endpoint too", () => {
    const endpoint = "http://127.0.0.1:5000";
    expect(providersOf({ endpoint })).toMatchObject([
      { endpoints: [{ kms: endpoint }], skip_credentials_validation: true },
      { alias: "log_archive", endpoints: [{ kms: endpoint }], skip_credentials_validation: true },
    ]);
  });

  test("leaves open what the config leaves open, and takes what it says by an input or a token", () => {
    place = { account: null, region: null };
    expect(providerOf({})).toEqual({ alias: "log_archive" });
    const token = Token.asString(Fn.lower("A"));
    place = { account: literal(token), region: input("region") };
    expect(providerOf({})).toEqual({
      alias: "log_archive",
      region: "eu-central-1",
      allowed_account_ids: ['${lower("A")}'],
    });
  });

  test.each([
    [
      { log_archve: {} },
      "awsProviders.log_archve: the config has no such account or replica; did you mean log_archive?",
    ],
    [
      { constructor: {} },
      "awsProviders.constructor: the config has no such account or replica; it has log_archive, idle",
    ],
  ])("says which settings are for no account that it builds in: %j", (awsProviders, message) => {
    expect(() => stackOf({ awsProviders })).toThrow(message);
  });
});

describe("a construct of the user's own stack", () => {
  test("builds with the providers that it is given", () => {
    const stack = stackWithProvider();
    const logs = new AwsProvider(stack, "logs", { alias: "my_logs" });
    const main = new AwsProvider(stack, "main", { alias: "main" });
    new EncryptedTrail(stack, "audit", { ...options, provider: main, providers: { log_archive: logs } });
    const { resource } = synth(stack);
    expect(onlyBlock(resource, "aws_kms_key").provider).toBe("aws.my_logs");
    expect(onlyBlock(resource, "aws_cloudtrail").provider).toBe("aws.main");
  });

  test("can have one provider for both", () => {
    const stack = stackWithProvider();
    const both = new AwsProvider(stack, "both", { alias: "both" });
    const accounts = { log_archive: "333333333333" };
    const providers = { log_archive: both };
    new LogKey(stack, "key", { name: "org-audit", accounts, provider: both, providers });
    expect(onlyBlock(synth(stack).resource, "aws_kms_key").provider).toBe("aws.both");
  });

  test("says which provider is missing, and what to pass", () => {
    const stack = stackWithProvider();
    expect(() => new EncryptedTrail(stack, "audit", options)).toThrow(
      'providers.log_archive: pass an AWS provider that is signed in to account 333333333333: providers: { log_archive: new AwsProvider(this, "aws_log_archive", { alias: "log_archive", region: "eu-central-1", allowedAccountIds: ["333333333333"] }) }',
    );
    place = { account: literal(Token.asString(Fn.lower("A"))), region: null };
    expect(() => new EncryptedTrail(stack, "audit", options)).toThrow(
      'providers.log_archive: pass an AWS provider: providers: { log_archive: new AwsProvider(this, "aws_log_archive", { alias: "log_archive" }) }',
    );
    expect(stack.node.tryFindChild("audit")).toBeUndefined();
  });

  test("says which provider is of no account, and takes one of an account where it builds nothing", () => {
    const stack = stackWithProvider();
    const logs = new AwsProvider(stack, "logs", { alias: "logs" });
    const providers = { log_archive: logs, idle: logs };
    new EncryptedTrail(stack, "audit", { ...options, providers });
    expect(() => new EncryptedTrail(stack, "other", { ...options, accounts: {}, providers })).toThrow(
      "providers.idle: the config has no accounts; remove it, or add the account",
    );
  });

  test("may share a key's alias with another whose key is in another account, and nothing else", () => {
    const stack = stackWithProvider();
    const [one, two] = ["one", "two"].map((alias) => new AwsProvider(stack, alias, { alias }));
    const other = { trail: { name: "other" }, bucket: { name: "other-logs" } };
    if (one === undefined || two === undefined) throw new Error("no providers");
    new EncryptedTrail(stack, "a", { ...options, providers: { log_archive: one } });
    new EncryptedTrail(stack, "b", { ...options, ...other, providers: { log_archive: two } });
    expect(() => synth(stack)).not.toThrow();
    new EncryptedTrail(stack, "c", {
      ...options,
      trail: { name: "third" },
      bucket: { name: "third-logs" },
      providers: { log_archive: two },
    });
    expect(() => synth(stack)).toThrow(/\[stack\/c\] key.alias: .* is already the alias of stack\/b/);
  });
});
