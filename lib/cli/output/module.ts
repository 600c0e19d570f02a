import type { NewModule } from "../../describe/losses";
import type { ConfigIdentity } from "./manifest";

/** A module as the config gives it. */
export interface Module extends NewModule {
  readonly files: readonly ModuleFile[];
  readonly config: ConfigIdentity;
  /** The version of trailkey that made it. */
  readonly trailkey: string;
}

export interface ModuleFile {
  /** Below the module's directory, with `/`. */
  readonly path: string;
  readonly content: string;
}

/** A module's directory on disk. */
export interface ModuleDirectory {
  /** Absolute. */
  readonly root: string;
  /** How the user names a path below it. */
  readonly shown: (path: string) => string;
}
