import { sourceArnKey } from "../../policy/cloudtrail";
import { member } from "../../terraform/expression";
import type { Question } from "./questions";
import { comparedWith, inStatements, policyOutput, questionsOfAnyPolicy, statementReader } from "./questions";

const policy = policyOutput("access_log_bucket_policy");

/** What is asked of the policy that the bucket of the access logs needs: who writes there, for which bucket, and where. */
export function accessLogQuestions(): readonly Question[] {
  const reader = statementReader(false);
  const { everybody, statements } = questionsOfAnyPolicy(policy, reader);
  return [
    {
      message: "Only S3's log delivery may write access logs.",
      asked: inStatements(policy, reader.principals),
    },
    {
      message: "It may write them only for this bucket.",
      asked: inStatements(policy, comparedWith("ArnLike", sourceArnKey, "any bucket")),
    },
    {
      message: "It may write them only for this account.",
      asked: inStatements(policy, comparedWith("StringEquals", "aws:SourceAccount", "any account")),
    },
    {
      message: "It may write them only below this prefix.",
      asked: inStatements(policy, (statement) => member(statement, "Resource")),
    },
    everybody,
    statements,
  ];
}
