import { BlockList, isIP } from "node:net";
import type { Comparison, Order } from "../policy/condition-operator";
import { readBinary, readBoolean, readDate, readIpRange, readNumber } from "../policy/condition-value";
import { isUnresolved } from "../policy/interpolation";
import type { Policy } from "../policy/policy";
import { literalOf } from "./glob";
import type { Matcher } from "./matcher";
import { arnMatcher, textMatcher } from "./matcher";
import { policyText } from "./policy-text";

/** Every comparison but `Null`, which looks at no value. */
export type ValueComparison = Exclude<Comparison, { readonly type: "null" }>;

/** Prepares one value of a condition. A value of the request that the operator cannot read equals nothing. */
export function valueMatcher(text: string, comparison: ValueComparison, version: Policy["version"]): Matcher {
  switch (comparison.type) {
    case "string":
      return textMatcher(text, { version, ...comparison });
    case "arn":
      return arnMatcher(text, version);
    case "bool":
      return readMatcher(text, version, readBoolean);
    case "binary":
      return readMatcher(text, version, readBinary);
  }
  // Policy variables have no place in the others, so what is left to resolve is Terraform's.
  if (isUnresolved(text)) return () => "unknown";
  switch (comparison.type) {
    case "numeric":
      return orderMatcher(text, readNumber, comparison.order);
    case "date":
      return orderMatcher(text, readDate, comparison.order);
    case "ip":
      return ipMatcher(text);
  }
}

/** Compares by what the texts say rather than how: `TRUE` is `true`. */
function readMatcher(
  text: string,
  version: Policy["version"],
  read: (text: string) => string | boolean | null,
): Matcher {
  const policy = policyText(text, { version, wildcards: false, ignoreCase: false });
  return (actual, context) => {
    const glob = policy.kind === "fixed" ? policy.glob : policy.globFor(context);
    if (glob === null) return false;
    const literal = literalOf(glob);
    if (literal === null) return "unknown";
    const expected = read(literal);
    return expected !== null && read(actual) === expected;
  };
}

function orderMatcher(text: string, read: (text: string) => number | null, order: Order): Matcher {
  const expected = read(text);
  const holds = orders[order];
  return (actualText) => {
    const actual = read(actualText);
    return actual !== null && expected !== null && holds(actual, expected);
  };
}

const orders: Readonly<Record<Order, (actual: number, expected: number) => boolean>> = {
  equal: (actual, expected) => actual === expected,
  less: (actual, expected) => actual < expected,
  lessOrEqual: (actual, expected) => actual <= expected,
  greater: (actual, expected) => actual > expected,
  greaterOrEqual: (actual, expected) => actual >= expected,
};

function ipMatcher(text: string): Matcher {
  const range = readIpRange(text);
  if (!range) return () => false;
  const list = new BlockList();
  list.addSubnet(range.address, range.prefix, range.family);
  const version = range.family === "ipv4" ? 4 : 6;
  // The list itself would take an IPv4 address for one of IPv6: `::/0` would hold everybody.
  return (actual) => isIP(actual) === version && list.check(actual, range.family);
}
