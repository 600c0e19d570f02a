import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeSuccessors, ownProject, removeProject, successorsProject } from "../support/successors";

const root = join(__dirname, "../..");
const examples = readdirSync(join(root, "examples")).filter((file) => file.endsWith(".yaml"));

interface Synthesized {
  readonly resource?: object;
  readonly terraform: {
    readonly required_providers: Readonly<
      Record<string, { readonly source: string; readonly version: string }>
    >;
  };
}

type ByExample = Readonly<Record<string, Synthesized>>;

/** Prints the stacks of all examples: each as a stack of its own, and as a construct in a stack of the user's. */
const program = (library: string): string => `
const { TerraformStack, Testing } = require("${library}");
const { AwsProvider } = require("@${library}/provider-aws/lib/provider");
const { loadConfig } = require("trailkey");
const { TrailResources, TrailStack } = require("trailkey/${library}");

const synthesized = (stack) => JSON.parse(Testing.synth(stack, true));
const stacks = ${JSON.stringify(examples)}.flatMap((example) => {
  const loaded = loadConfig(${JSON.stringify(join(root, "examples"))} + "/" + example);
  const whole = new TrailStack(Testing.app(), "stack", { config: loaded });
  const own = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(own, "aws", { region: "us-east-1" });
  // The provider of a replica has the name of its Region.
  const regions = loaded.config.key.replicas.map((region) => region.replaceAll("-", "_"));
  const aliases = [...Object.keys(loaded.config.accounts), ...regions];
  const providers = Object.fromEntries(aliases.map((alias) => [alias, new AwsProvider(own, alias, { alias })]));
  new TrailResources(own, "audit", loaded, { providers });
  return [[example, synthesized(whole)], ["a construct of " + example, synthesized(own)]];
});
console.log(JSON.stringify(Object.fromEntries(stacks)));
`;

function synthesizedIn(project: string, library: string): ByExample {
  const file = join(project, `${library}.js`);
  writeFileSync(file, program(library));
  const printed = execFileSync(process.execPath, [file], {
    cwd: project,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(printed) as ByExample;
}

/** Without what the provider's package says of itself. */
const withoutOrigin = (stacks: ByExample): object =>
  Object.fromEntries(
    Object.entries(stacks).map(([name, { terraform, ...stack }]) => [
      name,
      {
        ...stack,
        terraform: { ...terraform, required_providers: Object.keys(terraform.required_providers) },
      },
    ]),
  );

describeSuccessors("every example synthesizes the same, but for the provider's source and version", () => {
  let own: string;
  let others: string;
  let expected: ByExample;
  beforeAll(() => {
    own = ownProject();
    others = successorsProject();
    expected = synthesizedIn(own, "cdktf");
  });
  afterAll(() => {
    [own, others].forEach(removeProject);
  });

  test.each([
    ["cdktn", "cdktn"],
    ["@cdktf/provider-aws 21", "cdktf"],
  ])("with %s", (_name, library) => {
    const synthesized = synthesizedIn(others, library);
    expect(Object.keys(expected)).toHaveLength(2 * examples.length);
    expect(Object.keys(Object.values(expected)[0]?.resource ?? {})).toContain("aws_cloudtrail");
    expect(withoutOrigin(synthesized)).toEqual(withoutOrigin(expected));
    for (const example of examples) {
      const { source = "", version } = synthesized[example]?.terraform.required_providers.aws ?? {};
      // Terraform takes both for registry.terraform.io/hashicorp/aws.
      expect(["aws", "hashicorp/aws"]).toContain(source);
      expect(version).toBe(expected[example]?.terraform.required_providers.aws?.version);
    }
  });
});
