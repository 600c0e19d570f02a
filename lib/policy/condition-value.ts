import { isIP } from "node:net";
import type { Comparison } from "./condition-operator";
import { isUnresolved } from "./interpolation";

/** The readers of condition values that are no plain text. Each gives null for what AWS could not read either. */

/** A decimal number. */
export const readNumber = (text: string): number | null =>
  /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;

/**
 * A moment in milliseconds since 1970, from a W3C date (`2026-01-31T12:00:00Z`, or as short as the year) or from
 * seconds since 1970. A time without a zone is UTC.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function readDate(text: string): number | null {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(text) ?? [];
  if (day !== undefined && !isDay(day)) return null;
  if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return finite(Date.parse(text));
  if (/^-?\d+$/.test(text)) return Number(text) * 1000;
  const [, time, zone] =
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? [];
  return time === undefined ? null : finite(Date.parse(time + (zone ?? "Z")));
}

const finite = (milliseconds: number): number | null => (Number.isNaN(milliseconds) ? null : milliseconds);

/** `Date.parse` takes 30 February for 2 March. */
function isDay(day: string): boolean {
  const moment = Date.parse(day);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day);
}

export function readBoolean(text: string): boolean | null {
  const lower = text.toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : null;
}

/** Bytes in base64, in one spelling. */
export const readBinary = (text: string): string | null =>
  /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, "base64").toString("base64") : null;

/** An IPv4 or IPv6 address with its prefix length; an address alone is the range of itself. */
export interface IpRange {
  readonly family: "ipv4" | "ipv6";
  readonly address: string;
  readonly prefix: number;
}

export function readIpRange(text: string): IpRange | null {
  const [, address = "", prefixText] = /^([^/%]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return null;
  const longest = version === 4 ? 32 : 128;
  const prefix = prefixText === undefined ? longest : Number(prefixText);
  return prefix > longest ? null : { family: version === 4 ? "ipv4" : "ipv6", address, prefix };
}

/**
 * Whether a policy may compare with this value. What Terraform has yet to resolve cannot be told; a policy variable
 * has its place in texts and ARNs alone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse
 */
export function isReadable(text: string, comparison: Comparison): boolean {
  if (isUnresolved(text)) return true;
  switch (comparison.type) {
    case "string":
    case "arn":
      return true;
    case "numeric":
      return readNumber(text) !== null;
    case "date":
      return readDate(text) !== null;
    case "ip":
      return readIpRange(text) !== null;
    case "null":
    case "bool":
      return readBoolean(text) !== null;
    case "binary":
      return readBinary(text) !== null;
  }
}
