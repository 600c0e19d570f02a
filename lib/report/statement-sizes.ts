import type { StatementSize } from "../policy/policy-size";
import type { SizeRemedy } from "../describe/size-remedies";
import { remedyTexts } from "../describe/size-remedies";
import { enumeration } from "./lint/words";
import type { StatementName } from "../policy/statement-name";

/** The first few of statements that are sorted by size: `statement 2 "Readers" (31042, 95 %)`. */
export const largestText = (
  statements: readonly StatementSize[],
  whole: number,
  nameOf: (statement: StatementName) => string,
): string =>
  enumeration(
    statements
      .slice(0, 3)
      .map(({ statement, size }) => `${nameOf(statement)} (${size}, ${Math.round((size / whole) * 100)} %)`),
  );

/** What would make a policy smaller, for the end of a sentence. */
export const remediesText = (remedies: readonly SizeRemedy[]): string =>
  remedies.length === 0
    ? ""
    : `; to reduce its size: ${remedies.map((remedy) => remedyTexts[remedy]).join("; ")}`;
