/** A name and its printed value, as in `name = value`. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** Lines above the assignment, without `#`. */
  readonly comment?: readonly string[];
  readonly blankBefore?: boolean;
}

/** Width in characters as a reader counts them, which is how `terraform fmt` counts. */
const widthOf = (text: string): number => (/^[ -~]*$/.test(text) ? text.length : clustersIn(text));

/** The segmenter is slow to make, and names are seldom more than ASCII. */
const clustersIn = (text: string): number =>
  [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)].length;

const isMultiLine = ({ value }: Assignment): boolean => value.includes("\n");

const startsRun = (assignment: Assignment, previous: Assignment | undefined): boolean =>
  previous === undefined ||
  isMultiLine(assignment) ||
  isMultiLine(previous) ||
  assignment.blankBefore === true ||
  (assignment.comment ?? []).length > 0;

/**
 * The assignments with their names padded so that `=` stands in one column, as `terraform fmt` does it: over
 * consecutive single-line assignments. A multi-line value, a blank line or a comment ends the run.
 */
export function align<T extends Assignment>(assignments: readonly T[]): readonly T[] {
  const runs: T[][] = [];
  assignments.forEach((assignment, index) => {
    if (startsRun(assignment, assignments[index - 1])) runs.push([]);
    runs.at(-1)?.push(assignment);
  });
  return runs.flatMap((run) => {
    const width = Math.max(...run.map(({ name }) => widthOf(name)));
    return run.map((one) => ({ ...one, name: one.name + " ".repeat(width - widthOf(one.name)) }));
  });
}
