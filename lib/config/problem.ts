/** Where in a file something stands, both counted from 1. */
export interface Location {
  readonly line: number;
  readonly column: number;
}

/** The keys and list positions that lead to an option. */
export type Path = readonly (string | number)[];

/** What is wrong with a config, or worth a warning. */
export interface Problem {
  /** The option, such as `readers[0].user`. Empty: the config as a whole. */
  readonly path: string;
  /** What is wrong and what would be right, to be read after the path. */
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  readonly severity: "error" | "warning";
}

/** A problem before it has been looked up in the file. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  /** @default "error" */
  readonly severity?: Problem["severity"];
  /** What is wrong is the option's key and not its value. @default false */
  readonly aboutKey?: boolean;
}

/** Finds an option's value, or its key, in the file that it was read from. */
export type Locate = (path: Path, part: "key" | "value") => Location | undefined;

export function problemOf({ path, message, severity, aboutKey }: Finding, locate: Locate): Problem {
  const location = locate(path, aboutKey === true ? "key" : "value");
  return { path: pathText(path), message, ...location, severity: severity ?? "error" };
}

/** A path as errors write it: `tags["cost center"]`, `readers[0].user`. */
export function pathText(path: Path): string {
  return path.map(stepText).join("").replace(/^[.]/, "");
}

function stepText(step: string | number): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[$A-Za-z_][A-Za-z0-9_]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
