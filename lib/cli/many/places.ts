import { join } from "node:path";
import type { ReportedProblem } from "../../report/problem";
import { reported, UserError } from "../../report/problem";
import { stateOf } from "../../config/sections/backend";
import type { Io } from "../io";
import { manifestName } from "../output/manifest";
import type { FoundConfig } from "../read-config";
import { shownPath } from "../shown-path";

/** Where the modules of many configs go. */
export class Places {
  /** By directory. */
  readonly #configs = new Map<string, string[]>();
  readonly #states = new Map<string, string[]>();
  /** What the run reads. */
  readonly #inputs = new Set<string>();

  /** @param root Absolute, links resolved. */
  add(root: string, { config, shown, file, extended }: FoundConfig): void {
    append(this.#configs, root, shown);
    const state = stateOf(config.backend);
    if (state !== null) append(this.#states, state, shown);
    for (const input of [file, ...extended]) this.#inputs.add(input);
  }

  /** @throws UserError where two modules go into one directory or have one state, or one would replace a config */
  refuse(io: Io): void {
    const real = (path: string): string => (io.files.kindOf(path) === null ? path : io.files.realPath(path));
    const inputs = new Set([...this.#inputs].map(real));
    const problems = [...this.#configs].flatMap(([root, configs]): readonly ReportedProblem[] => {
      const [first, ...others] = configs;
      const manifest = join(root, manifestName);
      const shared = {
        file: first,
        path: "name",
        code: "same-directory",
        args: { directory: shownPath(io, root), others },
      } as const;
      return [
        ...(others.length > 0 ? [reported(shared)] : []),
        ...(inputs.has(real(manifest))
          ? [reported({ file: shownPath(io, manifest), path: "--output", code: "output-is-input", args: {} })]
          : []),
      ];
    });
    const shared = [...this.#states].flatMap(([state, [file, ...others]]) =>
      others.length === 0
        ? []
        : [reported({ file, path: "backend", code: "same-state", args: { state, others } })],
    );
    if (problems.length + shared.length > 0) throw new UserError([...problems, ...shared]);
  }
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key) ?? [];
  list.push(value);
  lists.set(key, list);
}
