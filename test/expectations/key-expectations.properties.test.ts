import fc from "fast-check";
import { configInputs } from "../support/arbitrary-config";
import { configOf } from "../support/place";
import { unmet } from "../support/unmet-expectations";

test("the key policy does what its config says, and nothing else, for any config", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      expect(unmet(configOf(input))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
