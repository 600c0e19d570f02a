import type { Assignment } from "./alignment";
import type { BlockView } from "./body-view";

/** A file to be: its path in the module, the template that prints it, and what the template prints. */
export interface FileView {
  readonly path: string;
  readonly template: string;
  readonly view: object;
}

/** The versions that a module or a root works on, as `versions.tf` prints them. */
export interface Requirements {
  readonly terraform: string;
  readonly aws: readonly Assignment[];
  /** Of a root: where its state is. @default a local file */
  readonly backend?: readonly BlockView[];
}
