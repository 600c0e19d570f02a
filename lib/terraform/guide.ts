/**
 * What a README says of a blueprint beside its tables, as plain data. Sentences are plain text; what stands between two
 * backticks is code.
 */
export interface Guide {
  /** What is created: one phrase each, without a full stop. */
  readonly creates: readonly string[];
  /** What must be there already, or is left to somebody else: one sentence each. */
  readonly needs: readonly string[];
  readonly diagram: Diagram;
  /** What the diagram cannot show. */
  readonly notes: readonly string[];
  readonly policies: readonly PolicyInWords[];
  /** What checks of Terraform code say of the blueprint, and why it is as it is. */
  readonly scanners: readonly ScannerAnswer[];
}

/** Boxes and arrows. */
export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

export interface DiagramNode {
  /** Unique in the diagram, groups included. */
  readonly id: string;
  /** The text of the box. */
  readonly lines: readonly string[];
  /** @default "box" */
  readonly shape?: "box" | "store";
  /** The box around it, whose ID edges may name. */
  readonly group?: DiagramGroup;
}

export interface DiagramGroup {
  readonly id: string;
  readonly title: string;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** A policy, statement by statement. */
export interface PolicyInWords {
  readonly title: string;
  /** Who attaches it, and to what. */
  readonly place: string;
  readonly statements: readonly StatementInWords[];
}

export interface StatementInWords {
  /** `null`: it has none. */
  readonly sid: string | null;
  readonly sentence: string;
  /** The page of AWS that it follows. */
  readonly page?: string;
  /** When the statement is in the policy. Absent: always. */
  readonly when?: StatementCondition;
}

export type StatementCondition =
  SetCondition | { readonly kind: "given"; readonly name: string; readonly given: boolean };

/** While one of these inputs is not empty. */
export interface SetCondition {
  readonly kind: "anyOf";
  readonly inputs: readonly string[];
  /** The other way round: while all of them are. @default false */
  readonly empty?: boolean;
  /** Only members count that are of another account than the bucket's. @default false */
  readonly beside?: boolean;
}

/** A finding that is left, and the answer to it. */
export interface ScannerAnswer {
  readonly tool: "checkov" | "tflint" | "trivy";
  readonly rule: string;
  readonly finding: string;
  readonly answer: string;
}
