import type { Config, PolicyStyle } from "../config/config";
import { isRolesAlone } from "../config/roles-alone";

/** One request and the verdict that a key policy must give it. */
export interface Expectation {
  /** A sentence: who does what, and whether that must work. */
  readonly name: string;
  readonly principal: string;
  readonly action: string;
  readonly context?: Readonly<Record<string, string>>;
  /** Whether the caller's own IAM allows the action; `alias`: on an alias, and not on the key. @default false */
  readonly iamAllows?: boolean | "alias";
  readonly expect: "Allowed" | "ImplicitlyDenied";
}

/** The styles in which the policy lets in whom the console lets in. Where roles are made alone, it lets in nobody. */
export const likeConsole = (config: Config): readonly PolicyStyle[] =>
  isRolesAlone(config) ? [] : ["console"];

/** A request without the verdict. */
export type ExpectedRequest = Omit<Expectation, "expect">;

export const allowed = (request: ExpectedRequest): Expectation => ({ ...request, expect: "Allowed" });

/** Refused, but for the styles that are known to allow it. */
export const refused = (
  config: Config,
  request: ExpectedRequest,
  allowedIn: readonly PolicyStyle[] = [],
): Expectation => ({
  ...request,
  expect: allowedIn.includes(config.key.style) ? "Allowed" : "ImplicitlyDenied",
});
