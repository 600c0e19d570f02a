import type { Blueprint } from "../terraform/blueprint";
import { moduleView } from "./module-view";
import { policiesInPlace } from "./policies-in-place";
import { print } from "./templates";

/** A file of the emitted module. */
export interface EmittedFile {
  /** Relative to the module's folder, with `/`. */
  readonly path: string;
  /** Text with `\n` line ends, the last line ended too. */
  readonly content: string;
}

/**
 * The Terraform module of a blueprint, in the form of `terraform fmt`, sorted by path.
 *
 * Its `versions.tf` has the bounds that the blueprint requires. Whatever text the blueprint holds comes out as that
 * text and is never evaluated.
 */
export const render = (blueprint: Blueprint): readonly EmittedFile[] =>
  moduleView(policiesInPlace(blueprint))
    .map(({ path, template, view }) => ({ path, content: print(template, view) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
