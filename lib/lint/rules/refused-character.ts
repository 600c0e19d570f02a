import { exampleStatements, policyWith } from "../examples";
import { pages } from "../pages";
import type { LintRule } from "../lint-rule";
import { textsIn } from "../texts-in";

export type RefusedCharacterArgs = {
  readonly text: string;
  /** Such as `U+2013`. */
  readonly character: string;
};

const { root, read } = exampleStatements;

export const refusedCharacter: LintRule<"refused-character", RefusedCharacterArgs> = {
  id: "refused-character",
  severity: "error",
  page: pages.putKeyPolicy,
  bad: { policy: policyWith(root, { ...read, Sid: "Read – logs" }) },
  good: { policy: policyWith(root, { ...read, Sid: "Read - logs" }) },
  check: ({ policy }) =>
    !mayHold.test(policy.text)
      ? []
      : textsIn(policy.json).flatMap(({ text, path, isName }) => {
          const [refused] = /[^\t\n\r\u0020-\u00ff]/u.exec(text) ?? [];
          return refused === undefined
            ? []
            : [
                {
                  path,
                  ...(isName && { part: "key" as const }),
                  args: { text, character: codePoint(refused) },
                },
              ];
        }),
};

/** JSON writes most control characters as escapes. */
const mayHold = /[^ -\u00ff]|\\[ubf]/;

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
