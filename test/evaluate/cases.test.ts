import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../lib/evaluate/evaluate";
import type { AccessRequest } from "../../lib/evaluate/request";
import type { Verdict } from "../../lib/evaluate/decision";

/** One policy and what it must make of some requests. Files are topics. */
interface Group {
  readonly name: string;
  readonly owner: string;
  readonly policy: unknown;
  readonly cases: readonly Case[];
}

interface Case extends AccessRequest {
  readonly name: string;
  readonly iamAllows?: boolean | "alias";
  readonly expect: Verdict;
}

const folder = join(__dirname, "../cases/evaluate");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".json"),
);

describe.each(files.sort())("%s", (file) => {
  const groups = JSON.parse(readFileSync(join(folder, file), "utf8")) as readonly Group[];

  describe.each(groups)("$name", ({ policy, owner, cases }) => {
    test.each(cases)("$name: $expect", (one) => {
      const { verdict, reasons } = evaluate(policy, one, { owner, iamAllows: one.iamAllows });

      // The reasons stand in what a failing test prints.
      expect({ verdict, reasons }).toEqual({ verdict: one.expect, reasons });
    });
  });
});

test("the folder holds topics", () => {
  expect(files.length).toBeGreaterThan(15);
});
