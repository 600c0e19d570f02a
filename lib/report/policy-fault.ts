import { show } from "./show";
import type { PolicyFault, PolicyFaultCode } from "../policy/policy";

/** What is wrong with a policy, to be read after the place where it stands. */
export const policyFaultText = ({ code, args }: PolicyFault): string => sentences[code](args);

const sentences: Readonly<Record<PolicyFaultCode, (args: PolicyFault["args"]) => string>> = {
  "action-without-service": ({ action = "" }) =>
    `${show(action)} has no service prefix: write it as kms:Decrypt`,
  "condition-not-object": ({ type = "value" }) =>
    `is a ${type}, but must be an object of operators, keys and values`,
  "condition-operator-unknown": ({ operator = "" }) => `there is no condition operator ${show(operator)}`,
  "condition-value-unreadable": ({ operator = "the operator", value = "" }) =>
    `${show(value)} is not a value that ${operator} can compare`,
  "effect-missing": () => 'has no Effect: give it "Allow" or "Deny"',
  "effect-unknown": ({ value = "" }) => `${show(value)} is not an Effect: write "Allow" or "Deny"`,
  "element-and-its-negation": ({ element = "its counterpart" }) =>
    `cannot be combined with ${element}: use one or the other`,
  "element-missing": ({ element = "element" }) => `has no ${element}`,
  "exception-missing": () =>
    "excludes nothing: name what the statement does not apply to, or use the element without Not",
  "member-unknown": ({ member = "" }) =>
    `${show(member)} is not a policy element; names start with a capital letter, such as Statement and Effect`,
  "policy-not-object": ({ type = "value" }) => `is a ${type}, but a policy must be a JSON object`,
  "principal-missing": () => "has no Principal: each statement of a key policy needs one",
  "principal-of-attached": ({ member = "Principal" }) =>
    `a policy that is attached to a principal or an account cannot have ${member}; is this a resource policy?`,
  "principal-not-object": ({ type = "value" }) =>
    `is a ${type}, but must be "*" or an object such as { "AWS": "…" }`,
  "principal-type-unknown": ({ type = "" }) =>
    `${show(type)} is not a principal type: use AWS, Service, Federated or CanonicalUser`,
  "rcp-allow": () =>
    "a resource control policy can only deny; the one exception is RCPFullAWSAccess, which AWS attaches",
  "rcp-principal": () =>
    'the Principal of a resource control policy must be "*"; name principals in a condition',
  "sid-not-text": () => "must be a string",
  "statement-missing": () => "has no Statement: it grants nothing",
  "statement-not-object": ({ type = "value" }) => `is a ${type}, but a statement must be an object`,
  "value-not-text": ({ type = "value" }) => `is a ${type}, but must be a string`,
  "version-unknown": ({ value = "" }) =>
    `${show(value)} is not a version of the policy language: write "2012-10-17"`,
};
