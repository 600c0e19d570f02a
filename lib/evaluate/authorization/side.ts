import type { StatementName } from "../../policy/statement-name";
import type { CompiledPolicy } from "../compile-policy";
import type { Subject } from "../fit";
import type { DocumentName, MissingDocument } from "./authorization";
import type { Weight } from "./weight";
import { attachedWeight, together } from "./weight";

/** What the documents of one kind make of a request. */
export interface Side {
  /** The weight of the documents; where they are not given, the one that is assumed. */
  readonly weight: Weight;
  /** Null where they are given, and where none can bear on the request. */
  readonly missing: MissingDocument | null;
  readonly parts: readonly SidePart[];
}

/** What one document makes of a request. */
export interface SidePart {
  readonly document: DocumentName;
  readonly weight: Weight;
  readonly statements: readonly WeighedStatement[];
}

export interface WeighedStatement {
  readonly name: StatementName;
  readonly weight: Weight;
}

/** Documents of a kind that has no say in the request, or is given as a whole. */
export const settled = (weight: Weight, parts: readonly SidePart[] = []): Side => ({
  weight,
  missing: null,
  parts,
});

export const notGiven = (assumed: Weight, missing: MissingDocument): Side => ({
  weight: assumed,
  missing,
  parts: [],
});

/** Weighs a policy that is attached to a principal or an account. */
export function partOf(document: DocumentName, { statements }: CompiledPolicy, subject: Subject): SidePart {
  const weighed = statements.map((compiled): WeighedStatement => {
    const { index, sid } = compiled.statement;
    return { name: { index, sid }, weight: attachedWeight(compiled, subject) };
  });
  return { document, weight: together(weighed.map(({ weight }) => weight)), statements: weighed };
}
