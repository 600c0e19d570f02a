import { join } from "node:path";
import * as fc from "fast-check";
import { loadConfig } from "../../../lib/config/load";
import { describe as describeConfig } from "../../../lib/describe/describe";
import { render } from "../../../lib/hcl/render";
import { configInputs } from "../../support/arbitrary-config";
import { moduleMutants, withMutant } from "../../support/module-mutants";
import { moduleTestResults } from "../../support/module-test-results";
import { configOf } from "../../support/place";

/** A waiting resource is not planned where what it waits for refuses, so more may refuse than a run expects. */
const wrong = (input: object): readonly string[] =>
  moduleTestResults(render(describeConfig(configOf(input)))).flatMap(
    ({ file, run, broken, expected, refusing, assertions }) => [
      ...broken.map((message) => `${file} ${run}: ${message}`),
      ...expected
        .filter((address) => !refusing.includes(address))
        .map((address) => `${file} ${run}: ${address} does not refuse`),
      ...(assertions + expected.length === 0 ? [`${file} ${run}: asks nothing`] : []),
    ],
  );

test("the tests of any module hold of it", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      expect(wrong(input)).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test("the tests of any module for others hold of it", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      expect(wrong({ ...input, module: { variables: "all" } })).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

describe("the tests of modules/trail", () => {
  const loaded = loadConfig(join(__dirname, "../../../modules/configs/trail.yaml"));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const files = render(describeConfig(loaded.config));

  it.each(moduleMutants.map((mutant) => [mutant.what, mutant] as const))(
    "notice a module where %s",
    (_, mutant) => {
      const noticed = moduleTestResults(withMutant(files, mutant))
        .filter(
          ({ broken, expected, refusing }) =>
            broken.length > 0 || expected.some((address) => !refusing.includes(address)),
        )
        .map(({ file }) => file);
      expect(noticed).toContain(`tests/${mutant.noticedBy}.tftest.hcl`);
    },
  );
});
