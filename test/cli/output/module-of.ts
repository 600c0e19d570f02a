import type { Module, ModuleFile } from "../../../lib/cli/output/module";
import type { Permissions } from "../../../lib/cli/output/permissions";

/** A module of these files. */
export const moduleOf = (files: readonly ModuleFile[], more: Partial<Module> = {}): Module => ({
  files,
  resources: {},
  home: { account: null, region: null },
  moves: [],
  removals: [],
  leftToCaller: {},
  config: { name: "audit", file: null },
  trailkey: "1.2.3",
  ...more,
});

export const nothingAllowed: Permissions = { force: false, allowReplace: false };
