import { BlockList, isIP } from "node:net";
import type { Comparison, Order } from "../policy/condition-operator";
import { readBinary, readBoolean, readDate, readIpRange, readNumber } from "../policy/condition-value";
import { isUnresolved } from "../policy/interpolation";
import type { Policy } from "../policy/policy";
import { byAccount } from "./by-account";
import type { Matcher } from "./matcher";
import { arnMatcher, textsMatcher } from "./matcher";
import { some } from "./truth";

/** Every comparison but `Null`, which looks at no value. */
export type ValueComparison = Exclude<Comparison, { readonly type: "null" }>;

/** Prepares the values of a condition: whether one of them fits. */
export function valuesMatcher(
  values: readonly string[],
  comparison: ValueComparison,
  version: Policy["version"],
): Matcher {
  if (comparison.type === "string") return textsMatcher(values, { version, ...comparison });
  if (comparison.type === "arn") {
    const matchersFor = byAccount(values.map((text) => ({ text, matches: arnMatcher(text, version) })));
    return (actual, context) => some(matchersFor(actual), (matches) => matches(actual, context));
  }
  const matchers = values.map((value) => readMatcher(value, comparison));
  return (actual, context) => some(matchers, (matches) => matches(actual, context));
}

/**
 * Compares by what the texts say rather than how: `TRUE` is `true`. A value of the request that the operator cannot
 * read equals nothing. What one of the policy was meant to say, if it cannot be read, nobody knows; and policy
 * variables have no place in it, so what is left to resolve is Terraform's.
 */
function readMatcher(text: string, comparison: ReadComparison): Matcher {
  const test = isUnresolved(text) ? null : readTest(text, comparison);
  return (actual) => (test === null || typeof actual !== "string" ? "unknown" : test(actual));
}

type ReadComparison = Exclude<ValueComparison, { readonly type: "string" } | { readonly type: "arn" }>;

type ReadTest = (actual: string) => boolean;

/** Null where the text of the policy cannot be read. */
function readTest(text: string, comparison: ReadComparison): ReadTest | null {
  switch (comparison.type) {
    case "bool":
      return comparedTest(text, readBoolean, (actual, expected) => actual === expected);
    case "binary":
      return comparedTest(text, readBinary, (actual, expected) => actual === expected);
    case "numeric":
      return comparedTest(text, readNumber, orders[comparison.order]);
    case "date":
      return comparedTest(text, readDate, orders[comparison.order]);
    case "ip":
      return ipTest(text);
  }
}

function comparedTest<Read>(
  text: string,
  read: (text: string) => Read | null,
  holds: (actual: Read, expected: Read) => boolean,
): ReadTest | null {
  const expected = read(text);
  if (expected === null) return null;
  return (actualText) => {
    const actual = read(actualText);
    return actual !== null && holds(actual, expected);
  };
}

const orders: Readonly<Record<Order, (actual: number, expected: number) => boolean>> = {
  equal: (actual, expected) => actual === expected,
  less: (actual, expected) => actual < expected,
  lessOrEqual: (actual, expected) => actual <= expected,
  greater: (actual, expected) => actual > expected,
  greaterOrEqual: (actual, expected) => actual >= expected,
};

function ipTest(text: string): ReadTest | null {
  const range = readIpRange(text);
  if (!range) return null;
  const list = new BlockList();
  list.addSubnet(range.address, range.prefix, range.family);
  const version = range.family === "ipv4" ? 4 : 6;
  // The list itself would take an IPv4 address for one of IPv6: `::/0` would hold everybody.
  return (actual) => isIP(actual) === version && list.check(actual, range.family);
}
