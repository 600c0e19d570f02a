import { alarmNameRule, longestTrailName } from "../../config/alarm-names";
import type { AlarmName } from "../../config/alarm-names";
import type { Check, Input } from "../../terraform/blueprint";
import type { Expression, ObjectExpression } from "../../terraform/expression";
import { call, input, item, literal, object, operator, text } from "../../terraform/expression";
import { setOf } from "../../terraform/type";
import { inputOf } from "../part";
import type { Scope } from "../scope";

export const alarmsFile = "alarms.tf";

/** Rules, filters and alarms are named after the trail, so that those of two trails in one account differ. */
export const namedAfterTrail = (name: Expression): Expression => text`${input("trail_name")}-${name}`;

/** The name of a topic or an alias, which have no dots. */
export const namePrefix = (): Expression => call("replace", input("trail_name"), literal("."), literal("-"));

const exceptInput = "alarms_except";

/** The alarms that the caller of a module for others leaves out. */
export const exceptInputs = ({ open, config }: Scope): readonly Input[] =>
  open
    ? [
        inputOf(
          exceptInput,
          "Names of alarms to leave out, such as bucket-lifecycle. Default: none.",
          setOf(alarmNameRule),
          [],
        ),
      ].map((one) => ({ ...one, value: config.alarms?.except ?? [] }))
    : [];

/** What is defined for each alarm, by its name, without those that the config leaves out. */
export const definitions = (
  { open, config }: Scope,
  names: readonly AlarmName[],
  of: (name: AlarmName) => ObjectExpression,
): ObjectExpression =>
  object(
    Object.fromEntries(
      [...names]
        .sort()
        .filter((name) => open || config.alarms?.except.includes(name) !== true)
        .map((name) => [name, of(name)]),
    ),
  );

/** Those of the definitions in a local that the caller does not leave out. */
export const notExcepted = ({ open }: Scope, defined: Expression): Expression =>
  open
    ? {
        kind: "each",
        key: "name",
        item: "alarm",
        over: defined,
        body: item("alarm"),
        where: operator(call("contains", input(exceptInput), item("name")), "==", literal(false)),
      }
    : defined;

/** EventBridge cuts nothing off: it refuses a longer name. */
export const nameFits = (): Check => ({
  option: "trail.name",
  condition: operator(call("length", input("trail_name")), "<=", literal(longestTrailName)),
  message: text`The name of the trail, ${input("trail_name")}, is too long: with alarms, it can have at most ${literal(longestTrailName)} characters, because the names of the EventBridge rules begin with it. Use a shorter name.`,
});
