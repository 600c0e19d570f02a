import type { AccessOptions } from "../../access/access-table";
import { accessTable } from "../../access/access-table";
import { trailsToTry } from "../../expectations/trails-to-try";
import { accessJson, accessText } from "../../report/access";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import type { Io } from "../io";
import type { KeyPolicySource, SourceOptions } from "../key-policy-source";
import { readSource, withSourceOptions } from "../key-policy-source";
import { knownDeployment } from "../known-attributes";

interface AccessCommandOptions extends CommonOptions, SourceOptions {}

export const accessCommand: DefineCommand = (command) => {
  withSourceOptions(
    command.description(
      "Print who can do what with the key: everybody whom the key policy names, and those whom none should let in.",
    ),
  ).addHelpText(
    "after",
    `
Cells: yes; no; with IAM, where the caller's own IAM must allow it too; unknown, where it depends on what is not resolved.
Conditions on anything but logs and trails, such as a caller's address, count as not met.

Exit codes: 0 whatever the table says; 1 bad input.

Examples:
  $ trailkey access
  $ trailkey access -p key-policy.json --owner 111111111111 --json`,
  );
  return (io) => access(command.optsWithGlobals<AccessCommandOptions>(), io);
};

export function access(options: AccessCommandOptions, io: Io): ExitCode {
  const source = readSource(io, options);
  const rows = accessTable(source.json, accessOptions(source, options));
  io.data(options.json ? accessJson(rows) : accessText(rows));
  return 0;
}

function accessOptions(source: KeyPolicySource, options: AccessCommandOptions): AccessOptions {
  if (source.config === null) return { owner: source.owner };
  const deployment = knownDeployment(source.config, options);
  return {
    owner: deployment.owner,
    trails: trailsToTry(source.config, deployment).allowed.map(({ arn }) => arn),
  };
}
