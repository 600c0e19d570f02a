import { cisNames } from "../../config/alarm-names";
import type { CisName } from "../../config/alarm-names";
import type { LogGroupConfig } from "../../config/sections/log-group";
import type { Expression } from "../../terraform/expression";
import {
  attributeOf,
  call,
  index,
  input,
  item,
  list,
  literal,
  local,
  member,
  object,
} from "../../terraform/expression";
import type { Part } from "../part";
import { attribute, nestedBlock } from "../part";
import type { Scope } from "../scope";
import { cisFilters } from "./cis-filters";
import { alarmsFile, definitions, namedAfterTrail, notExcepted } from "./names";
import { whenever } from "./rule-blocks";
import { topicChecks, topicOf, topicReady } from "./topic";

const namespace = literal("CISBenchmark");

/** The metric filters and alarms of the CIS AWS Foundations Benchmark, on the events in the log group. */
export function cisPart(scope: Scope, logGroup: LogGroupConfig): Part {
  const each = item("each");
  const filter = member(each, "value");
  const name = namedAfterTrail(member(each, "key"));
  const forEach = notExcepted(scope, local("cis_alarms"));
  const checks = topicChecks(scope);
  return {
    locals: [
      {
        name: "cis_alarms",
        file: alarmsFile,
        comment: "The CIS AWS Foundations Benchmark 3.0, with Security Hub's control where there is one.",
        value: definitions(scope, cisNames, (one) => {
          const { recommendation, control, says, pattern } = cisFilters[one as CisName];
          return object({
            says: literal(`CIS ${recommendation}${control === null ? "" : `, ${control}`}: ${says}.`),
            pattern: literal(pattern),
          });
        }),
      },
    ],
    blocks: [
      {
        mode: "resource",
        type: "aws_cloudwatch_log_metric_filter",
        name: "cis",
        file: alarmsFile,
        comment: "The patterns are those that Security Hub looks for, which finds no others.",
        forEach,
        args: [
          attribute("name", name),
          attribute("log_group_name", groupName(logGroup)),
          attribute("pattern", member(filter, "pattern")),
          nestedBlock(
            "metric_transformation",
            attribute("name", name),
            attribute("namespace", namespace),
            attribute("value", literal("1")),
          ),
        ],
      },
      {
        mode: "resource",
        type: "aws_cloudwatch_metric_alarm",
        name: "cis",
        file: alarmsFile,
        forEach,
        args: [
          attribute("alarm_name", name),
          attribute("alarm_description", member(filter, "says")),
          attribute("namespace", namespace),
          attribute("metric_name", name),
          ...whenever(),
          attribute("alarm_actions", list(topicOf(scope, null))),
          attribute("tags", input("tags")),
        ],
        ...(checks.length > 0 && { lifecycle: { preconditions: checks } }),
        dependsOn: topicReady(scope, null),
      },
    ],
  };
}

/** The name of the log group: for one that exists, the end of its ARN. */
const groupName = (logGroup: LogGroupConfig): Expression =>
  logGroup.kind === "created"
    ? attributeOf("aws_cloudwatch_log_group", "trail", "name")
    : index(call("split", literal(":"), local("log_group_arn")), 6);
