import type { Coded } from "./coded";
import type { ConfigCodes } from "./problem-codes";

/** Where in a file something stands, both counted from 1. */
export interface Location {
  readonly line: number;
  readonly column: number;
}

/** Where something stands, as far as it is known. */
export interface Place extends Partial<Location> {
  /** Absolute. @default the file that was asked for; it is another one for what a config takes over by `extends` */
  readonly file?: string;
}

/** The keys and list positions that lead to an option. */
export type Path = readonly (string | number)[];

/** What is wrong with a config, by its code. */
export type ConfigMistake = Coded<ConfigCodes>;

/** A mistake before it has been looked up in the file. */
export type PlacedMistake<Mistake = ConfigMistake> = Mistake & {
  readonly path: Path;
  /** @default it is an error */
  readonly severity?: "warning";
  /** What is wrong is the option's key and not its value. @default false */
  readonly aboutKey?: boolean;
};

/** What is wrong with a config, or worth a warning, and where. */
export type ConfigProblem<Mistake = ConfigMistake> = Mistake & {
  /** The option, such as `readers[0].user`. Empty: the config as a whole. */
  readonly path: string;
  readonly severity: "error" | "warning";
} & Place;

/** Finds an option's value, or its key, in the file that it was read from. */
export type Locate = (path: Path, part: "key" | "value") => Location | undefined;

/** The same in a config, which may be of several files. */
export type LocateOption = (path: Path, part: "key" | "value") => Place | undefined;

export function problemOf<Mistake>(
  { path, severity, aboutKey = false, ...mistake }: PlacedMistake<Mistake>,
  locate: LocateOption,
): ConfigProblem<Mistake> {
  return {
    ...(mistake as unknown as Mistake),
    path: pathText(path),
    severity: severity ?? "error",
    ...locate(path, aboutKey ? "key" : "value"),
  };
}

/** A path as errors write it: `tags["cost center"]`, `readers[0].user`. */
export function pathText(path: Path): string {
  return path.map(stepText).join("").replace(/^[.]/, "");
}

function stepText(step: string | number): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[$A-Za-z_][A-Za-z0-9_]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}
