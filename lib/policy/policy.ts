import type { ConditionOperator } from "./condition-operator";

/**
 * A resource policy as plain data: lists where AWS lets a single value stand, numbers and booleans as text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface Policy {
  /**
   * The version of the policy language. Policy variables are read in `2012-10-17` alone; where the version is
   * itself unresolved, whether there are variables is unknown.
   * @default "2008-10-17"
   */
  readonly version: "2012-10-17" | "2008-10-17" | "unresolved";
  readonly statements: readonly Statement[];
}

/** One statement. An element that is absent, or that no sense could be made of, is null. */
export interface Statement {
  /** Its place in the policy, from 0. */
  readonly index: number;
  readonly sid: string | null;
  /** Null where the policy does not say, or says it in an unresolved Terraform interpolation. */
  readonly effect: "Allow" | "Deny" | null;
  readonly principals: PrincipalElement | null;
  readonly actions: ValuesElement | null;
  readonly resources: ValuesElement | null;
  readonly conditions: readonly Condition[];
  /** Elements with a fault: AWS would refuse them, and what they were meant to say cannot be known. */
  readonly malformed: readonly StatementElement[];
}

export type StatementElement = "effect" | "principal" | "action" | "resource" | "condition";

/** `Action`, `Resource` (or, negated, `NotAction`, `NotResource`). */
export interface ValuesElement {
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** `Principal` or, negated, `NotPrincipal`. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly principals: readonly Principal[];
}

/** `Principal: "*"` is the AWS principal `*`: the two mean the same. */
export interface Principal {
  readonly type: PrincipalType;
  readonly value: string;
}

export const principalTypes = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

export type PrincipalType = (typeof principalTypes)[number];

/** One operator applied to one key. */
export interface Condition {
  /** Null where the operator's name is an unresolved Terraform interpolation. */
  readonly operator: ConditionOperator | null;
  /** The operator as the policy spells it. */
  readonly operatorText: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Something that keeps a policy, or a part of it, from meaning anything. */
export interface PolicyFault {
  readonly code: PolicyFaultCode;
  /** Member names and list positions, from the policy down: `["Statement", 0, "Effect"]`. */
  readonly path: JsonPath;
  /** What the sentence about the fault needs: names and values as the policy has them. */
  readonly args: Readonly<Record<string, string>>;
}

export type JsonPath = readonly (string | number)[];

export type PolicyFaultCode =
  | "action-without-service"
  | "condition-not-object"
  | "condition-operator-unknown"
  | "condition-value-unreadable"
  | "effect-missing"
  | "effect-unknown"
  | "element-and-its-negation"
  | "element-missing"
  | "exception-missing"
  | "member-unknown"
  | "policy-not-object"
  | "principal-missing"
  | "principal-of-attached"
  | "principal-not-object"
  | "principal-type-unknown"
  | "rcp-allow"
  | "rcp-principal"
  | "sid-not-text"
  | "statement-missing"
  | "statement-not-object"
  | "value-not-text"
  | "version-unknown";
