import type { PrincipalProblem } from "../../lint/rules/impossible-principal";

export const principalProblems: Readonly<Record<PrincipalProblem, string>> = {
  group: "a group signs in nobody, name its users or a role",
  wildcard:
    "no wildcard stands in the ARN of a principal; name each, or ask for aws:PrincipalArn in a condition",
  deleted: "this is the ID of a user or role that was deleted; a new one of that name has another",
  "service among AWS principals": "a service is named under Service",
  "no service": "there is no service principal of that name",
  "canonical user": "KMS knows no canonical users",
  "no identity": "it is neither an account, a user, a role nor a session",
};
