/** The page of the repository that has every rule, written by scripts/generate-lint-rules.ts. */
export const rulesPage = "https://github.com/trailkey/trailkey/blob/main/docs/lint-rules.md";

/** Where a rule is documented. */
export const ruleAddress = (id: string): string => `${rulesPage}#${id}`;
