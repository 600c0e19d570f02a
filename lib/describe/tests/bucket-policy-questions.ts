import { sourceArnKey } from "../../policy/cloudtrail";
import { literal, member, operator } from "../../terraform/expression";
import type { Scope } from "../scope";
import { toDeliver, trailSources } from "../trail-sources";
import type { Question } from "./questions";
import {
  all,
  comparedWith,
  has,
  inStatements,
  policyOutput,
  questionsOfAnyPolicy,
  statementReader,
} from "./questions";

const policy = policyOutput("bucket_policy");
const delivers = "s3:PutObject";

/** What is asked of a bucket policy: who delivers, and where; who gets logs; and that nobody does so without TLS. */
export function bucketPolicyQuestions(scope: Scope): readonly Question[] {
  const { bucket } = scope.config;
  const reader = statementReader(false);
  const { everybody, statements } = questionsOfAnyPolicy(policy, reader);
  const { names, principals } = reader;
  const { operator: comparison } = trailSources(scope, toDeliver, bucket?.deliverFrom ?? []);
  return [
    {
      message: "Only these trails may deliver into the bucket.",
      asked: inStatements(policy, comparedWith(comparison, sourceArnKey, "any trail"), names(delivers)),
    },
    {
      message: "They may deliver only to these folders.",
      asked: inStatements(policy, (statement) => member(statement, "Resource"), names(delivers)),
    },
    {
      message: "Only CloudTrail may deliver.",
      asked: inStatements(policy, principals, names(delivers)),
    },
    {
      message: "The bucket policy lets only these principals get logs.",
      asked: inStatements(policy, principals, names("s3:GetObject")),
      none: "The bucket policy lets nobody get logs: in the bucket's account, IAM policies decide.",
    },
    everybody,
    ...(bucket?.existing ? [] : [withoutTls]),
    statements,
  ];
}

const withoutTls: Question = {
  message: "Every request for the bucket and its objects is denied without TLS.",
  asked: inStatements(
    policy,
    (statement) => member(statement, "Resource"),
    all(
      has("Deny"),
      (statement) => operator(member(statement, "Principal"), "==", literal("*")),
      (statement) => operator(member(statement, "Action"), "==", literal("s3:*")),
      (statement) =>
        operator(comparedWith("Bool", "aws:SecureTransport", "any")(statement), "==", literal("false")),
    ),
  ),
};
