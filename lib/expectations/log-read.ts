import type { CallerIam, PolicyExpectation } from "./policy-expectation";

/** The expectation that somebody reads a log file, or does not. */
export type LogReads = (
  principal: string,
  expect: "Allowed" | "ImplicitlyDenied",
  iam: CallerIam,
  context?: Readonly<Record<string, string>>,
) => PolicyExpectation;
