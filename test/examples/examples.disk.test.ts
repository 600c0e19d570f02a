import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe as describeConfig } from "../../lib/describe/describe";
import type { Config } from "../../lib/config/config";
import { loadConfig } from "../../lib/config/load";
import { policiesOf } from "../../lib/expectations/policy-expectation";
import { policyExpectations } from "../../lib/expectations/policy-expectations";
import { render } from "../../lib/hcl/render";
import { expectGolden } from "../support/golden";
import { placeOf, policyIn } from "../support/place";
import { policiesIn, unmetOfAll } from "../support/policy-verdicts";

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

  it("has policies that grant what the config says and nothing else", () => {
    const policies = policiesIn(config);
    const expectations = policyExpectations(config, placeOf(config));
    const askedAbout = new Set(expectations.flatMap((one) => [...policiesOf(one)]));
    expect([...askedAbout].sort()).toEqual([...policies.keys()].sort());
    expect(unmetOfAll(config, policies)).toEqual([]);
  });
});
