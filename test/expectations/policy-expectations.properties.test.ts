import fc from "fast-check";
import { policiesOf } from "../../lib/expectations/policy-expectation";
import { policyExpectations } from "../../lib/expectations/policy-expectations";
import { configInputs } from "../support/arbitrary-config";
import { configOf, placeOf } from "../support/place";
import { policiesIn, unmetOfAll } from "../support/policy-verdicts";

test("all policies do what their config says, and nothing else, for any config", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      expect(unmetOfAll(configOf(input))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("every policy has expectations, for any config", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      const config = configOf(input);
      const covered = new Set(
        policyExpectations(config, placeOf(config)).flatMap((one) => [...policiesOf(one)]),
      );
      expect([...covered].sort()).toEqual([...policiesIn(config).keys()].sort());
    }),
    { numRuns: 60 },
  );
});
