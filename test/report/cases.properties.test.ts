import * as fc from "fast-check";
import { runCases } from "../../lib/cases/run-cases";
import { casesJunit, casesText } from "../../lib/report/cases";

const resultsOf = (name: string): ReturnType<typeof runCases> =>
  runCases({ Statement: [] }, "111111111111", [
    { name, principal: "*", action: "kms:Decrypt", expect: "Allowed" },
  ]);

test("whatever a case is called, the report stays XML", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const report = casesJunit("cases.yaml", resultsOf(name));
      const [, attribute = "<"] = /<testcase name="([^"]*)" classname="cases.yaml">/.exec(report) ?? [];
      expect(attribute).not.toMatch(/[<>&](?!#\d+;)/);
      expect(attribute).not.toMatch(/[\u0000-\u001f\ufffe\uffff]/);
      // A lone surrogate would be replaced.
      expect(Buffer.from(attribute).toString()).toBe(attribute);
    }),
  );
});

test("a name cannot fake another line", () => {
  expect(casesText(resultsOf("one\nFAIL two")).split("\n")).toHaveLength(3);
});
