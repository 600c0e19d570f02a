import type { PrincipalProblem } from "../../lint/rules/impossible-principal";

export const principalProblems: Readonly<Record<PrincipalProblem, string>> = {
  group: "a group cannot be a principal; name its users or a role",
  wildcard:
    "the ARN of a principal cannot contain a wildcard; name each principal, or use a condition on aws:PrincipalArn",
  deleted: "this is the unique ID of a deleted user or role; a new one with the same name has another ID",
  "service among AWS principals": "name a service under Service",
  "no service": "there is no service principal with that name",
  "canonical user": "KMS does not support canonical users",
  "no identity": "it is not an account, user, role or session",
};
