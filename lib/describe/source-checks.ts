import type { TrailSource } from "../config/config";
import { ownTrailName } from "../config/control-tower";
import type { Check } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { accountOfArn, call, filtered, literal, local, operator, text } from "../terraform/expression";
import { noneOf } from "./none-of";
import type { Scope } from "./scope";
import type { Admission } from "./trail-sources";
import { accountIdInputs, trailArnInputs } from "./trail-sources";

/** Trails that are let in anyway: ours, or one of an account all of whose trails are. */
export function sourceChecks(
  scope: Scope,
  option: string,
  admission: Admission,
  sources: readonly TrailSource[],
): readonly Check[] {
  const [arns] = trailArnInputs(scope, admission, sources);
  const ids = accountIdInputs(scope, admission, sources);
  const hasTrail = ownTrailName(scope.config) !== null;
  const reasons = (arn: Expression): readonly Expression[] => [
    ...(hasTrail ? [operator(arn, "==", local("trail_arn"))] : []),
    ...ids.map((set) => call("contains", set, accountOfArn(arn))),
  ];
  if (arns === undefined || (!hasTrail && ids.length === 0)) return [];
  const letIn = filtered("arn", arns, (arn) =>
    reasons(arn).reduce((one, other) => operator(one, "||", other)),
  );
  const anyway = [...(hasTrail ? ["this trail"] : []), ...ids.map(() => "any trail of a listed account")];
  return [
    noneOf(
      option,
      letIn,
      (named) =>
        text`These ARNs add nothing: ${named}. ${literal(capitalized(anyway.join(" and ")))} may ${literal(admission.purpose)} anyway. Remove them${literal(ids.length === 0 ? "" : ", or the account if only these of its trails are meant")}.`,
    ),
  ];
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
