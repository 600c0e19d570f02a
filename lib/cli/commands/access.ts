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
        "Print who can do what with the key: every principal that the key policy names, and principals that no key policy should allow.",
      ),
    ),
  ).addHelpText(
    "after",
    `${documentsHelp}
Values: yes; no; with IAM: the caller's IAM policies must allow it too; conditional: it depends on a condition that a
request may or may not meet, such as one on the caller's IP address; unknown: it depends on values that are not known.

Exit codes: 0 for any table; 1 bad input.

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
