import { show } from "./show";
import type { PolicyFault, PolicyFaultCode } from "../policy/policy";

/** What is wrong with a policy, to be read after the place where it stands. */
export const policyFaultText = ({ code, args }: PolicyFault): string => sentences[code](args);

const sentences: Readonly<Record<PolicyFaultCode, (args: PolicyFault["args"]) => string>> = {
  "action-without-service": ({ action = "" }) => `${show(action)} names no service: write it as kms:Decrypt`,
  "condition-not-object": ({ type = "value" }) =>
    `is a ${type}, it must be an object of operators, keys and values`,
  "condition-operator-unknown": ({ operator = "" }) => `there is no condition operator ${show(operator)}`,
  "condition-value-unreadable": ({ operator = "the operator", value = "" }) =>
    `${show(value)} is nothing that ${operator} can compare with`,
  "effect-missing": () => 'has no Effect: give it "Allow" or "Deny"',
  "effect-unknown": ({ value = "" }) => `${show(value)} is no effect: write "Allow" or "Deny"`,
  "element-and-its-negation": ({ element = "its counterpart" }) =>
    `stands beside ${element}: a statement has one or the other`,
  "element-missing": ({ element = "element" }) => `has no ${element}`,
  "exception-missing": () =>
    "excepts nothing: name what the statement is not for, or use the element without Not",
  "member-unknown": ({ member = "" }) =>
    `${show(member)} is no element of a policy; names are written with capitals, as Statement and Effect`,
  "policy-not-object": ({ type = "value" }) => `is a ${type} where a policy, a JSON object, should be`,
  "principal-missing": () => "has no Principal: a key policy says whom each statement is for",
  "principal-of-attached": ({ member = "Principal" }) =>
    `a policy that is attached to a principal or an account has no ${member}; is this a resource policy?`,
  "principal-not-object": ({ type = "value" }) =>
    `is a ${type}, it must be "*" or an object such as { "AWS": "…" }`,
  "principal-type-unknown": ({ type = "" }) =>
    `${show(type)} is no kind of principal: there are AWS, Service, Federated and CanonicalUser`,
  "rcp-allow": () =>
    "a resource control policy only denies: RCPFullAWSAccess, which AWS attaches, is its one Allow",
  "rcp-principal": () => 'the Principal of a resource control policy is "*"; name principals in a condition',
  "sid-not-text": () => "a Sid is a text",
  "statement-missing": () => "has no Statement: it grants nothing",
  "statement-not-object": ({ type = "value" }) => `is a ${type}, a statement is an object`,
  "value-not-text": ({ type = "value" }) => `is a ${type} where a text should be`,
  "version-unknown": ({ value = "" }) =>
    `${show(value)} is no version of the policy language: write "2012-10-17"`,
};
