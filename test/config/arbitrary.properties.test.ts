import * as fc from "fast-check";
import { parseConfig } from "../../lib/config/parse";
import { configInputs } from "../support/arbitrary-config";

test("every config of the arbitrary is valid, and reading it twice gives the same", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      const result = parseConfig(input);
      expect(result).toMatchObject({ ok: true });
      expect(parseConfig(structuredClone(input))).toEqual(result);
    }),
    { numRuns: 200 },
  );
});
