import { show } from "./show";
import type { PolicyFault } from "../policy/policy";

/** What is wrong with a policy, to be read after the place where it stands. */
export function policyFaultText({ code, args }: PolicyFault): string {
  const shown = (name: string): string => show(args[name] ?? "");
  switch (code) {
    case "action-without-service":
      return `${shown("action")} names no service: write it as kms:Decrypt`;
    case "condition-not-object":
      return `is a ${args.type ?? "value"}, it must be an object of operators, keys and values`;
    case "condition-operator-unknown":
      return `there is no condition operator ${shown("operator")}`;
    case "condition-value-unreadable":
      return `${shown("value")} is nothing that ${args.operator ?? "the operator"} can compare with`;
    case "effect-missing":
      return 'has no Effect: give it "Allow" or "Deny"';
    case "effect-unknown":
      return `${shown("value")} is no effect: write "Allow" or "Deny"`;
    case "element-and-its-negation":
      return `stands beside ${args.element ?? "its counterpart"}: a statement has one or the other`;
    case "exception-missing":
      return "excepts nothing: name what the statement is not for, or use the element without Not";
    case "member-unknown":
      return `${shown("member")} is no element of a policy; names are written with capitals, as Statement and Effect`;
    case "policy-not-object":
      return `is a ${args.type ?? "value"} where a policy, a JSON object, should be`;
    case "principal-missing":
      return "has no Principal: a key policy says whom each statement is for";
    case "principal-not-object":
      return `is a ${args.type ?? "value"}, it must be "*" or an object such as { "AWS": "…" }`;
    case "principal-type-unknown":
      return `${shown("type")} is no kind of principal: there are AWS, Service, Federated and CanonicalUser`;
    case "sid-not-text":
      return "a Sid is a text";
    case "statement-missing":
      return "has no Statement: it grants nothing";
    case "statement-not-object":
      return `is a ${args.type ?? "value"}, a statement is an object`;
    case "value-not-text":
      return `is a ${args.type ?? "value"} where a text should be`;
    case "version-unknown":
      return `${shown("value")} is no version of the policy language: write "2012-10-17"`;
  }
}
