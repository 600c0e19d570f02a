import type { Check } from "../terraform/blueprint";
import type { Each, Expression } from "../terraform/expression";
import { call, literal, operator } from "../terraform/expression";

/**
 * A check that a list is empty, whose message names what is in it. The length is not known while an element that may be in
 * it is not, so that Terraform puts off the check and does not fail.
 *
 * @param option the option of the config that it judges
 * @param message what is said of the elements, which it gets as one text
 */
export const noneOf = (option: string, list: Each, message: (named: Expression) => Expression): Check => ({
  option,
  condition: operator(call("length", list), "==", literal(0)),
  message: message(call("join", literal(", "), list)),
});
