import type { Condition, Statement } from "../policy/policy";
import type { CompiledStatement } from "./compile-policy";
import type { FailedElement, FailureCode } from "./decision";
import type { Subject } from "./fit";
import { fitsAction, fitsPrincipal, fitsResource } from "./fit";
import type { RequestContext } from "./request-context";
import { shownValue } from "./request-value";
import type { Truth } from "./truth";
import { or } from "./truth";

/** The elements of a statement that do not fit the request, or may not: effect and principal first, conditions last. */
export function failedElements(compiled: CompiledStatement, subject: Subject): readonly FailedElement[] {
  const { statement, expectedPrincipals } = compiled;
  const { principals, actions, resources } = statement;
  const { request, target, context } = subject;
  const naming = fitsPrincipal(compiled, subject);
  return [
    ...effectFailure(statement),
    ...listFailure(statement, "principal", or(naming.itself, naming.account), {
      list: principals && { negated: principals.negated, values: expectedPrincipals },
      actual: request.principal,
    }),
    ...listFailure(statement, "action", fitsAction(compiled, subject), {
      list: actions,
      actual: request.action,
    }),
    ...listFailure(statement, "resource", fitsResource(compiled, subject), {
      list: resources,
      actual: "arn" in target ? target.arn : null,
    }),
    ...compiled.conditions.flatMap(({ condition, test }) =>
      conditionFailure(condition, test(context), context),
    ),
    ...(statement.malformed.includes("condition") ? [malformedCondition] : []),
  ];
}

interface Compared {
  readonly list: { readonly negated: boolean; readonly values: readonly string[] } | null;
  /** Null where the request does not say. */
  readonly actual: string | null;
}

const elementNames = { principal: "Principal", action: "Action", resource: "Resource" } as const;

function listFailure(
  { malformed }: Statement,
  element: keyof typeof elementNames,
  truth: Truth,
  { list, actual }: Compared,
): readonly FailedElement[] {
  if (truth === true) return [];
  return [
    {
      element,
      code: malformed.includes(element)
        ? "element-malformed"
        : list === null
          ? "element-missing"
          : list.negated
            ? "excepted"
            : "not-listed",
      unknown: truth === "unknown",
      name: `${list?.negated ? "Not" : ""}${elementNames[element]}`,
      expected: list?.values ?? [],
      actual: actual === null ? null : [actual],
    },
  ];
}

function conditionFailure(
  { operator, operatorText: name, key, values: expected }: Condition,
  truth: Truth,
  context: RequestContext,
): readonly FailedElement[] {
  if (truth === true) return [];
  const actual = context.get(key.toLowerCase())?.map(shownValue) ?? null;
  const code = ((): FailureCode => {
    if (actual === null) return "condition-key-absent";
    if (operator?.comparison.type === "null") return "condition-key-present";
    if (actual.length > 1 && operator?.qualifier === null) return "condition-needs-qualifier";
    return "condition-not-met";
  })();
  return [{ element: "condition", code, unknown: truth === "unknown", name, key, expected, actual }];
}

const malformedElement = (element: "effect" | "condition", name: string): FailedElement => ({
  element,
  code: "element-malformed",
  unknown: true,
  name,
  expected: [],
  actual: null,
});

const malformedCondition = malformedElement("condition", "Condition");

function effectFailure({ effect, malformed }: Statement): readonly FailedElement[] {
  if (malformed.includes("effect")) return [malformedElement("effect", "Effect")];
  return effect === null ? [{ ...malformedElement("effect", "Effect"), code: "effect-unresolved" }] : [];
}
