import fc from "fast-check";
import { parseConfig } from "../../lib/config/parse";
import { problemMessage } from "../../lib/report/problem-message";
import { configInputs } from "../support/arbitrary-config";

describe("parsing", () => {
  test("never throws, and is refused with at least one problem or accepted", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (input) => {
        const result = parseConfig(input);
        expect(result.ok || result.problems.length > 0).toBe(true);
        const problems = result.ok ? result.warnings : result.problems;
        // Problems are data, whatever they are about, and each has its sentence.
        expect(() => JSON.stringify(problems)).not.toThrow();
        for (const problem of problems) expect(problemMessage(problem)).toMatch(/^\S.*\S$/);
      }),
    );
  });

  test("never throws for a valid config with one value replaced by any other", () => {
    fc.assert(
      fc.property(configInputs(), fc.jsonValue(), fc.nat(), (input, value, position) => {
        const options = Object.keys(input);
        const option = options[position % options.length] ?? "name";
        expect(typeof parseConfig({ ...input, [option]: value }).ok).toBe("boolean");
      }),
    );
  });

  test("an option that nobody knows is an error", () => {
    fc.assert(
      fc.property(configInputs(), (input) => {
        const result = parseConfig({ ...input, unknown: 1 });
        const errors = result.ok ? [] : result.problems.filter(({ severity }) => severity === "error");
        expect(errors.map(({ path }) => path)).toEqual(["unknown"]);
      }),
    );
  });
});
