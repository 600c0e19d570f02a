import { exampleStatements, policyWith } from "../examples";
import { nameOf } from "../statement-predicates";
import { changed } from "../changed-statement";
import { freshSid } from "../emitted-statements";
import { replacement } from "../fix";
import { pages } from "../pages";
import type { StatementName } from "../../policy/statement-name";
import type { LintRule } from "../lint-rule";

export type DuplicateSidArgs = {
  readonly statement: StatementName;
  readonly sid: string;
  /** Counted from 0. */
  readonly first: number;
};

const { root, read } = exampleStatements;
const other = { ...read, Principal: { AWS: "arn:aws:iam::111111111111:user/Bob" } };

export const duplicateSid: LintRule<"duplicate-sid", DuplicateSidArgs> = {
  id: "duplicate-sid",
  severity: "warning",
  page: pages.sid,
  bad: { policy: policyWith(root, read, other) },
  good: { policy: policyWith(root, read, { ...other, Sid: "BobReads" }) },
  check: ({ policy }) =>
    policy.statements.flatMap((linted) => {
      const { sid, index } = linted.statement;
      // An empty Sid is none.
      if (sid === null || sid === "") return [];
      const first = policy.firstOfSid.get(sid) ?? index;
      if (first === index) return [];
      const path = [...linted.path, "Sid"];
      return [
        {
          path,
          args: { statement: nameOf(linted), sid, first },
          fix: () => replacement(changed(linted, [path, freshSid(policy, sid)])),
        },
      ];
    }),
};
