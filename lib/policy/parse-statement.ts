import { parseConditionOperator } from "./condition-operator";
import { isReadable } from "./condition-value";
import type { FaultLog, Members } from "./fault-log";
import { typeOf } from "./fault-log";
import { isUnresolved } from "./interpolation";
import type {
  Condition,
  JsonPath,
  Principal,
  PrincipalElement,
  Statement,
  StatementElement,
  ValuesElement,
} from "./policy";
import { principalTypes } from "./policy";

/** Reads one statement. A fault of an element that decides is noted in `malformed`. */
export function parseStatement(members: Members, index: number, path: JsonPath, faults: FaultLog): Statement {
  const sid = members.get("Sid");
  if (sid !== undefined && typeof sid !== "string") faults.add("sid-not-text", [...path, "Sid"]);
  faults.unknownMembers(members, statementElements, path);

  const malformed: StatementElement[] = [];
  const reading = <Value>(element: StatementElement, read: ElementReader<Value>): Value => {
    const before = faults.all.length;
    const value = read(members, path, faults);
    if (faults.all.length > before || isMisspelt(element, members)) malformed.push(element);
    return value;
  };
  return {
    index,
    sid: typeof sid === "string" ? sid : null,
    effect: reading("effect", effectOf),
    principals: reading("principal", principalsOf),
    actions: reading("action", actionsOf),
    resources: reading("resource", resourcesOf),
    conditions: reading("condition", conditionsOf),
    malformed,
  };
}

type ElementReader<Value> = (members: Members, path: JsonPath, faults: FaultLog) => Value;

/**
 * The elements that a statement of a resource policy can have, in the order of AWS's documentation.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export const statementElements: readonly string[] = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** Whether the statement has an element in other case, as `condition`: AWS refuses it rather than pass it over. */
const isMisspelt = (element: StatementElement, members: Members): boolean =>
  [...members.keys()].some(
    (member) => !statementElements.includes(member) && member.toLowerCase().replace(/^not/, "") === element,
  );

function effectOf(members: Members, path: JsonPath, faults: FaultLog): Statement["effect"] {
  const effect = members.get("Effect");
  if (effect === "Allow" || effect === "Deny") return effect;
  if (effect === undefined) {
    faults.add("effect-missing", path);
    return "Allow";
  }
  if (typeof effect === "string" && isUnresolved(effect)) return null;
  faults.add("effect-unknown", [...path, "Effect"], {
    value: typeof effect === "string" ? effect : typeOf(effect),
  });
  // Misspelt or not, what was meant to deny must not pass for a statement that grants nothing.
  return typeof effect === "string" && effect.trim().toLowerCase() === "deny" ? "Deny" : "Allow";
}

/** The name of an element or of its negation, whichever the statement has; both is a fault. */
function elementNameOf(members: Members, name: string, path: JsonPath, faults: FaultLog): string | null {
  const negation = `Not${name}`;
  if (members.has(name) && members.has(negation)) {
    faults.add("element-and-its-negation", [...path, negation], { element: name, negation });
    return null;
  }
  return members.has(name) ? name : members.has(negation) ? negation : null;
}

function valuesOf(
  members: Members,
  name: string,
  path: JsonPath,
  faults: FaultLog,
  check?: (text: string, path: JsonPath) => void,
): ValuesElement | null {
  const found = elementNameOf(members, name, path, faults);
  if (found === null) return null;
  const negated = found !== name;
  const values = faults.texts(members.get(found), [...path, found], check && { check });
  if (negated) mustExcept(values, [...path, found], faults);
  return { negated, values };
}

/** What excepts nothing would mean everything. AWS refuses it. */
function mustExcept(exceptions: readonly unknown[], path: JsonPath, faults: FaultLog): void {
  if (exceptions.length === 0) faults.add("exception-missing", path);
}

const resourcesOf: ElementReader<ValuesElement | null> = (members, path, faults) =>
  valuesOf(members, "Resource", path, faults);

const actionsOf: ElementReader<ValuesElement | null> = (members, path, faults) =>
  valuesOf(members, "Action", path, faults, (action, here) => {
    const complete = action.includes(":") || /^\*+$/.test(action) || isUnresolved(action);
    if (!complete) faults.add("action-without-service", here, { action });
  });

function principalsOf(members: Members, path: JsonPath, faults: FaultLog): PrincipalElement | null {
  const name = elementNameOf(members, "Principal", path, faults);
  if (name === null) {
    if (!members.has("Principal")) faults.add("principal-missing", path);
    return null;
  }
  const negated = name === "NotPrincipal";
  const json = members.get(name);
  const here = [...path, name];
  if (json === "*") return { negated, principals: [{ type: "AWS", value: "*" }] };
  // A principal that is all one interpolation may turn out to be anything, `*` included.
  if (typeof json === "string" && isUnresolved(json))
    return { negated, principals: [{ type: "AWS", value: json }] };

  const types = faults.object(json, here, "principal-not-object");
  if (!types) return null;
  const principals = [...types].flatMap(([type, values]): readonly Principal[] => {
    const known = principalTypes.find((candidate) => candidate === type);
    if (known) return faults.texts(values, [...here, type]).map((value) => ({ type: known, value }));
    faults.add("principal-type-unknown", [...here, type], { type });
    return [];
  });
  if (negated) mustExcept(principals, here, faults);
  return { negated, principals };
}

function conditionsOf(members: Members, path: JsonPath, faults: FaultLog): readonly Condition[] {
  if (!members.has("Condition")) return [];
  const here = [...path, "Condition"];
  const operators = faults.object(members.get("Condition"), here, "condition-not-object");
  return [...(operators ?? [])].flatMap(([operatorText, keys]) =>
    conditionsUnder(operatorText, keys, [...here, operatorText], faults),
  );
}

function conditionsUnder(
  operatorText: string,
  json: unknown,
  path: JsonPath,
  faults: FaultLog,
): readonly Condition[] {
  const operator = parseConditionOperator(operatorText);
  if (!operator && !isUnresolved(operatorText)) {
    faults.add("condition-operator-unknown", path, { operator: operatorText });
    return [];
  }
  const keys = faults.object(json, path, "condition-not-object");
  return [...(keys ?? [])].map(([key, value]) => {
    const check = (text: string, here: JsonPath): void => {
      if (operator && !isReadable(text, operator.comparison)) {
        faults.add("condition-value-unreadable", here, { operator: operatorText, value: text });
      }
    };
    const values = faults.texts(value, [...path, key], { scalars: true, check });
    return { operator, operatorText, key, values };
  });
}
