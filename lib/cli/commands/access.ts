import type { AccessOptions } from "../../access/access-table";
import { accessTable } from "../../access/access-table";
import { trailsToTry } from "../../expectations/trails-to-try";
import { accessJson, accessText, notKnownOf } from "../../report/access";
import { notKnownText } from "../../report/authorization";
import { bucketKeyText } from "../../report/bucket-key";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import type { DocumentOptions } from "../document-options";
import { documentsHelp, readDocuments, withDocumentOptions } from "../document-options";
import type { Io } from "../io";
import type { KeyPolicySource, SourceOptions } from "../key-policy-source";
import { readSource, withSourceOptions } from "../key-policy-source";
import { knownDeployment } from "../known-attributes";

interface AccessCommandOptions extends CommonOptions, SourceOptions, DocumentOptions {}

export const accessCommand: DefineCommand = (command) => {
  withDocumentOptions(
    withSourceOptions(
      command.description(
        "Print who can do what with the key: everybody whom the key policy names, and those whom none should let in.",
      ),
    ),
  ).addHelpText(
    "after",
    `${documentsHelp}
Cells: yes; no; with IAM, where the caller's own IAM must allow it too; conditional, where a condition decides that the
request may meet or not, such as one on the caller's address; unknown, where it depends on what is not resolved.

Exit codes: 0 whatever the table says; 1 bad input.

Examples:
  $ trailkey access
  $ trailkey access -p key-policy.json --documents policies --json`,
  );
  return (io) => access(command.optsWithGlobals<AccessCommandOptions>(), io);
};

export function access(options: AccessCommandOptions, io: Io): ExitCode {
  const source = readSource(io, options);
  const about = accessOptions(source, options);
  const documents = readDocuments(io, options, { owner: about.owner });
  const rows = accessTable(source.json, { ...about, ...(documents && { documents }) });
  io.data(options.json ? accessJson(rows) : accessText(rows));
  io.talk(notKnownText(notKnownOf(rows)));
  io.talk(bucketKeyText(source.config));
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
