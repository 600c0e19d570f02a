import type { Check } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { call, filtered, input, list, operator, partitionOfArn, text } from "../terraform/expression";
import { noneOf } from "./none-of";
import { namedReaders } from "./reader-principals";
import type { Scope } from "./scope";
import { administratorArnsInput, mayHaveAdministrators } from "./scope";
import { toDeliver, toEncrypt, trailArnInputs } from "./trail-sources";

/** ARNs of another partition than the one that all is created in: nothing reaches from one to another. */
export function partitionChecks(scope: Scope): readonly Check[] {
  const sets = arnSets(scope);
  const [only] = sets;
  if (only === undefined) return [];
  const arns = sets.length === 1 ? only : call("setunion", ...sets);
  return [
    noneOf(
      "region",
      filtered("arn", arns, (arn) => operator(partitionOfArn(arn), "!=", scope.partition)),
      (named) =>
        text`Nothing reaches from one partition of AWS to another, but the provider is in partition ${scope.partition} and these ARNs are not: ${named}. Use ARNs of that partition.`,
    ),
  ];
}

function arnSets(scope: Scope): readonly Expression[] {
  const { config } = scope;
  return [
    ...(config.key.existing === null ? [] : [list(input("key_arn"))]),
    ...(mayHaveAdministrators(scope) ? [input(administratorArnsInput)] : []),
    ...trailArnInputs(scope, toEncrypt, config.encryptFor),
    ...(config.bucket !== null && config.trail !== null
      ? trailArnInputs(scope, toDeliver, config.bucket.deliverFrom)
      : []),
    ...namedReaders(scope).flatMap(({ kind, names }) => (kind === "principal" ? [names] : [])),
  ];
}
