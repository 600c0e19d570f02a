import type { Config } from "../../config/config";
import { contextKey, sourceArnKey } from "../../policy/cloudtrail";
import { logsContextKey } from "../../policy/cloudwatch-logs";
import { literal, operator } from "../../terraform/expression";
import { isLogGroupOfKey } from "../../config/log-group-key";
import type { Scope } from "../scope";
import { toEncrypt, trailSources } from "../trail-sources";
import type { Question, StatementReader } from "./questions";
import {
  all,
  comparedWith,
  either,
  has,
  hasNoCondition,
  inStatements,
  policyOutput,
  questionsOfAnyPolicy,
  statementReader,
} from "./questions";

const policy = policyOutput("key_policy");
const encrypts = "kms:GenerateDataKey*";
const anyLogGroup = "any log group";

/** What is asked of a key policy: who encrypts, who decrypts, who manages the key, and by which statements. */
export function keyPolicyQuestions(scope: Scope): readonly Question[] {
  const { config } = scope;
  const reader = statementReader(config.key.statements.length > 0);
  const { everybody, statements } = questionsOfAnyPolicy(policy, reader);
  const { sid, names, principals, isForEverybody } = reader;
  const encryptsLogs = isLogGroupOfKey(config)
    ? all(names(encrypts), (statement) => operator(ofLogGroup(statement), "==", literal(anyLogGroup)))
    : names(encrypts);
  const { operator: comparison } = trailSources(scope, toEncrypt, config.encryptFor);
  return [
    {
      message: "Only these trails may encrypt with the key.",
      asked: inStatements(policy, comparedWith(comparison, sourceArnKey, "any trail"), encryptsLogs),
    },
    {
      message: "They may encrypt only the logs of these trails.",
      asked: inStatements(policy, comparedWith("StringLike", contextKey, "any logs"), encryptsLogs),
    },
    {
      message: "Only CloudTrail may encrypt for them.",
      asked: inStatements(policy, principals, encryptsLogs),
    },
    ...(isLogGroupOfKey(config) ? logGroupQuestions(reader) : []),
    {
      message: "Only these principals can decrypt, or can be allowed to by IAM policies.",
      asked: inStatements(
        policy,
        principals,
        all(has("Allow"), either(names("kms:Decrypt"), names("kms:*"))),
      ),
    },
    {
      message: "Only these statements allow kms:Decrypt without a condition.",
      asked: inStatements(policy, sid, all(names("kms:Decrypt"), hasNoCondition)),
      none: "No statement allows kms:Decrypt without a condition.",
    },
    everybody,
    ...(mayLetEverybodyIn(scope) ? [everybodyIs(config, isForEverybody)] : []),
    {
      message: "Only these principals can change the key policy, or can be allowed to by IAM policies.",
      asked: inStatements(policy, principals, either(names("kms:PutKeyPolicy"), names("kms:*"))),
    },
    statements,
  ];
}

/** What a statement for a log group compares, and other statements do not. */
const ofLogGroup = comparedWith("ArnEquals", logsContextKey, anyLogGroup);

const logGroupQuestions = ({ names, principals }: StatementReader): readonly Question[] => [
  {
    message: "CloudWatch Logs may encrypt this log group alone.",
    asked: inStatements(policy, ofLogGroup, names("kms:Encrypt")),
  },
  {
    message: "Only CloudWatch Logs may encrypt it.",
    asked: inStatements(policy, principals, names("kms:Encrypt")),
  },
];

/** Readers of an organization, and the console's readers, are everybody who meets a condition. */
const mayLetEverybodyIn = ({ config }: Scope): boolean =>
  config.key.style === "console" || config.organization !== null;

function everybodyIs(
  { key }: Config,
  isForEverybody: ReturnType<typeof statementReader>["isForEverybody"],
): Question {
  return key.style === "console"
    ? {
        message: "Only principals of these accounts can decrypt.",
        asked: inStatements(
          policy,
          comparedWith("StringEquals", "kms:CallerAccount", "any account"),
          isForEverybody,
        ),
      }
    : {
        message: "Everybody who can decrypt belongs to this organization.",
        none: "No principals of an organization can decrypt.",
        asked: inStatements(
          policy,
          comparedWith("StringEquals", "aws:PrincipalOrgID", "any organization"),
          isForEverybody,
        ),
      };
}
