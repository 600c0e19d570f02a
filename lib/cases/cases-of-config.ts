import type * as Yaml from "yaml";
import type { Config } from "../config/config";
import type { Deployment } from "../expectations/deployment";
import { keyExpectations } from "../expectations/key-expectations";
import type { Case, CaseFile } from "./case-file";

/**
 * Every request that a config settles, as a case file to keep.
 *
 * @param file The config, as the case file is to name it.
 */
export function casesOfConfig(file: string, config: Config, deployment: Deployment): CaseFile {
  return {
    config: file,
    owner: deployment.owner,
    ...(config.account === null && { account: deployment.account }),
    ...(config.region === null && { region: deployment.region }),
    cases: keyExpectations(config, deployment).map(
      ({ name, principal, action, context, iamAllows, expect }): Case => ({
        name,
        principal,
        action,
        ...(context && { context }),
        ...(iamAllows && { iamAllows }),
        expect,
      }),
    ),
  };
}

/** A case file as YAML. */
export function caseFileYaml(file: CaseFile): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  const { stringify } = require("yaml") as typeof Yaml;
  const intro = "# What the key policy must allow and refuse. `trailkey test` runs these cases.\n";
  return intro + stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}
