import { dirname, join } from "node:path";
import type { Config } from "../../config/config";
import { describe } from "../../describe/describe";
import { homeOf } from "../../describe/home-of";
import { identitiesOf, leftToCaller } from "../../describe/identities";
import { render } from "../../hcl/render";
import { moduleSizeProblems } from "../../report/policy-sizes";
import type { Blueprint } from "../../terraform/blueprint";
import type { Io } from "../io";
import type { FoundConfig } from "../read-config";
import { refuseInput } from "../refuse-input";
import { refuseOversized } from "../refuse-oversized";
import { refuseStatements } from "../refuse-statements";
import { configIdentity } from "./config-identity";
import { manifestName } from "./manifest";
import type { Module, ModuleDirectory } from "./module";
import { outputDirectory } from "./output-directory";

/** A module that a config gives, and where it goes. */
export interface PreparedModule {
  readonly directory: ModuleDirectory;
  readonly module: Module;
}

/** @param output As the user named it; default: a directory next to the config, with the config's name. */
export const directoryOf = (io: Io, { config, file }: FoundConfig, output: string | undefined): string =>
  outputDirectory(io, output ?? join(dirname(file), config.name)).root;

/**
 * The module of a config. Writes nothing.
 *
 * @throws UserError where the config gives no module that AWS takes, or it cannot go where it is to go
 */
export function prepareModule(
  io: Io,
  found: FoundConfig,
  output: string | undefined,
  version: string,
): PreparedModule {
  const { config, file, extended } = found;
  refuseStatements(io, found);
  const blueprint = describe(config);
  refuseOversized(io, file, moduleSizeProblems(blueprint));
  const directory = outputDirectory(io, output ?? join(dirname(file), config.name));
  refuseInput(io, join(directory.root, manifestName), [file, ...extended], "--output");
  const identity = configIdentity(io.files, directory, config, file);
  return { directory, module: { ...moduleOf(config, blueprint, version), config: identity } };
}

const moduleOf = (config: Config, blueprint: Blueprint, version: string): Omit<Module, "config"> => ({
  files: render(blueprint),
  resources: identitiesOf(blueprint),
  home: homeOf(config),
  moves: blueprint.moves,
  removals: blueprint.removals,
  leftToCaller: leftToCaller(blueprint),
  trailkey: version,
});
