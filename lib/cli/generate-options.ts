import type { CommonOptions } from "./command";

export interface GenerateOptions extends CommonOptions {
  readonly config?: string;
  readonly output?: string;
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly allowReplace?: boolean;
  readonly matrix?: boolean;
}
