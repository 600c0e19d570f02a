import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe as describeConfig } from "../../lib/describe/describe";
import type { Config } from "../../lib/config/config";
import { loadConfig } from "../../lib/config/load";
import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import { keyExpectations } from "../../lib/expectations/key-expectations";
import { render } from "../../lib/hcl/render";
import { expectGolden } from "../support/golden";
import { placeOf, policyIn } from "../support/place";

const folder = join(__dirname, "../../examples");
const names = readdirSync(folder).flatMap((file) =>
  file.endsWith(".yaml") ? [file.replace(".yaml", "")] : [],
);

function configOfExample(name: string): Config {
  const loaded = loadConfig(join(folder, `${name}.yaml`));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}

describe.each(names)("the example %s", (name) => {
  const config = configOfExample(name);
  const blueprint = describeConfig(config);

  it("is right without a warning", () => {
    expect(loadConfig(join(folder, `${name}.yaml`))).toMatchObject({ ok: true, warnings: [] });
  });

  it("gives the module and the policies of its golden files", () => {
    const policies = blueprint.policies.map((policy) => ({
      path: `policies/${policy.name.replace(":", "-")}.json`,
      content: `${JSON.stringify(policyIn(config, policy.name), null, 2)}\n`,
    }));
    const files = [...render(blueprint), ...policies].sort((a, b) => (a.path < b.path ? -1 : 1));
    expectGolden(name, files);
  });

  it("has a key policy that grants what the config says and nothing else", () => {
    const place = placeOf(config);
    const policy = compileJson(policyIn(config));
    const expectations = keyExpectations(config, place);
    expect(expectations.length).toBeGreaterThan(50);
    for (const { expect: expected, iamAllows = false, name: what, ...request } of expectations) {
      const { verdict } = evaluate(policy, request, { owner: place.owner, iamAllows });
      expect({ what, verdict }).toEqual({ what, verdict: expected });
    }
  });
});
