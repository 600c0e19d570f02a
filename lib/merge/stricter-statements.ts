import { compilePolicy } from "../evaluate/compile-policy";
import { isKnownKey } from "../evaluate/known-keys";
import type { ExpectedRequest } from "../expectations/expectation";
import type { Policy } from "../policy/policy";
import type { StatementName } from "../policy/statement-name";
import { isAllowed } from "./decision-on";

/** A statement that grants what the config needs under conditions of which the config says nothing. */
export interface StricterStatement {
  readonly statement: StatementName;
  /** The condition keys, as the policy spells them, that an added statement does not ask for. */
  readonly keys: readonly string[];
}

/** The statements beside which one that is added for these requests asks for less. */
export const stricterStatements = (
  policy: Policy,
  requests: readonly ExpectedRequest[],
  owner: string,
): readonly StricterStatement[] =>
  policy.statements.flatMap((statement) => {
    const keys = new Set(
      [true, false].flatMap((byService) => {
        const unknown = statement.conditions.filter(({ key }) => !isKnownKey(key, byService));
        if (unknown.length === 0) return [];
        const conditions = statement.conditions.filter((condition) => !unknown.includes(condition));
        const without = compilePolicy({ ...policy, statements: [{ ...statement, conditions }] });
        const grants = requests.some(
          (request) => isService(request) === byService && isAllowed(without, request, owner),
        );
        return grants ? unknown.map(({ key }) => key) : [];
      }),
    );
    const { index, sid } = statement;
    return keys.size === 0 ? [] : [{ statement: { index, sid }, keys: [...keys] }];
  });

const isService = ({ principal }: ExpectedRequest): boolean => principal.endsWith(".amazonaws.com");
