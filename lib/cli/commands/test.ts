import { dirname, extname, relative, resolve, sep } from "node:path";
import { caseFileYaml, casesOfConfig } from "../../cases/cases-of-config";
import { runCases } from "../../cases/run-cases";
import { casesJson, casesJunit, casesText } from "../../report/cases";
import { notKnownText } from "../../report/authorization";
import { UserError } from "../../report/problem";
import type { CommonOptions, DefineCommand, ExitCode } from "../command";
import type { DocumentOptions } from "../document-options";
import { documentsHelp, readDocuments, withDocumentOptions } from "../document-options";
import type { Io } from "../io";
import { readSource } from "../key-policy-source";
import type { DeploymentOptions } from "../known-attributes";
import { knownDeployment } from "../known-attributes";
import type { FoundCases } from "../read-case-file";
import { readCaseFile } from "../read-case-file";
import { readConfig } from "../read-config";
import { refuseInput } from "../refuse-input";
import { replaceNamedFile } from "../replace-file";
import { shownPath } from "../shown-path";
import { jsonText } from "../../report/json-text";

interface TestOptions extends CommonOptions, DeploymentOptions, DocumentOptions {
  readonly junit?: string;
  readonly init?: boolean;
  readonly config?: string;
  readonly output?: string;
  readonly policy?: string;
  readonly owner?: string;
}

export const testCommand: DefineCommand = (command) => {
  withDocumentOptions(command)
    .description("Check a key policy against cases: requests, and the verdict that each must get.")
    .argument("[cases]", "a file of cases, YAML or JSON; - for stdin")
    .option(
      "-p, --policy <file>",
      "a key policy as JSON, instead of the one that the cases name; without a file of cases, the cases that follow from a config",
    )
    .option(
      "--owner <id>",
      "with --policy: the account that owns the key; default: what the cases or the policy show",
    )
    .option("--junit <file>", "also write a JUnit report, for CI servers")
    .option("--init", "print a file of cases with every request whose verdict follows from a config")
    .option(
      "-c, --config <file>",
      "with --init or --policy: the config; default: the nearest one in this or a parent folder",
    )
    .option("-o, --output <file>", "with --init: write the file instead of printing it")
    .option("--account <id>", "with --init or --policy: the account ID, if the config does not set it")
    .option("--region <region>", "with --init or --policy: the Region, if the config does not set it")
    .addHelpText(
      "after",
      `
A file of cases:
  owner: "111111111111"
  policy: key-policy.json       # or config: trailkey.yaml; both relative to this file
  cases:
    - name: Bob reads logs
      principal: arn:aws:iam::111111111111:user/Bob
      action: kms:Decrypt
      context:                  # resource and iamAllows: true are optional
        kms:EncryptionContext:aws:cloudtrail:arn: arn:aws:cloudtrail:us-east-1:111111111111:trail/org-audit
      expect: Allowed           # or ImplicitlyDenied, ExplicitlyDenied, Unknown
Without other policies the key policy decides alone.
${documentsHelp}
Exit codes: 0 every case passes; 1 bad input; 2 a case fails.

Examples:
  $ trailkey test --init -o key-policy.cases.yaml
  $ trailkey test key-policy.cases.yaml --junit report.xml
  $ aws kms get-key-policy --key-id alias/org-audit --query Policy --output text | trailkey test -p -`,
    );
  return (io) => {
    const named = command.processedArgs[0] as string | undefined;
    const options = command.optsWithGlobals<TestOptions>();
    return options.init ? initCases(named, options, io) : test(named, options, io);
  };
};

export async function test(named: string | undefined, options: TestOptions, io: Io): Promise<ExitCode> {
  if (named === undefined && options.policy === undefined) {
    throw UserError.of({ code: "cases-missing", args: {} });
  }
  if (options.output !== undefined) {
    throw UserError.of({ code: "only-with-init", args: {} }, { path: "--output" });
  }
  const { file, shown, policy, owner, inputs } =
    named === undefined ? configCases(options, io) : namedCases(named, options, io);
  const junit = options.junit === undefined ? null : resolve(io.workingDirectory, options.junit);
  const { documents, grants, rcp = [] } = options;
  const others = [documents, grants, ...rcp].flatMap((path) =>
    path === undefined ? [] : [resolve(io.workingDirectory, path)],
  );
  if (junit !== null) refuseInput(io, junit, [...inputs, ...others], "--junit");
  const results = runCases(policy, owner, file.cases, readDocuments(io, options, { owner }));
  io.data(options.json ? casesJson(results) : casesText(results));
  io.talk(notKnownText(results.flatMap(({ notKnown }) => notKnown)));
  if (junit !== null) {
    await io.uninterrupted(() => {
      replaceNamedFile(io, junit, casesJunit(shown, results));
    });
  }
  return results.every(({ pass }) => pass) ? 0 : 2;
}

function namedCases(named: string, options: TestOptions, io: Io): FoundCases {
  const misplaced = (["config", "account", "region"] as const).find(
    (option) => options[option] !== undefined,
  );
  if (misplaced) throw UserError.of({ code: "only-with-config-cases", args: {} }, { path: `--${misplaced}` });
  if (options.owner !== undefined && options.policy === undefined) {
    throw UserError.of({ code: "owner-without-policy", args: {} }, { path: "--owner" });
  }
  if (named === "-" && options.policy === "-") {
    throw UserError.of({ code: "stdin-twice", args: {} }, { path: "--policy" });
  }
  return readCaseFile(io, named, options);
}

/** The cases of a config, for a policy that is not the config's. */
function configCases(options: TestOptions, io: Io): FoundCases {
  const { config, file } = readConfig(io, options.config, options);
  const deployment = knownDeployment(config, options);
  if (options.owner !== undefined && options.owner !== deployment.owner) {
    const args = { given: options.owner, configured: deployment.owner };
    throw UserError.of({ code: "differs-from-config", args }, { path: "--owner" });
  }
  const shown = shownPath(io, file);
  const { json } = readSource(io, { policy: options.policy, owner: deployment.owner });
  return {
    file: casesOfConfig(shown, config, deployment),
    shown,
    policy: json,
    owner: deployment.owner,
    inputs: [file, resolve(io.workingDirectory, options.policy ?? "")],
  };
}

const notWithInit = [
  ["junit", "--junit"],
  ["policy", "--policy"],
  ["owner", "--owner"],
  ["documents", "--documents"],
  ["rcp", "--rcp"],
  ["grants", "--grants"],
  ["managementAccount", "--management-account"],
] as const;

async function initCases(named: string | undefined, options: TestOptions, io: Io): Promise<ExitCode> {
  if (named !== undefined) throw UserError.of({ code: "cases-with-init", args: {} });
  const misplaced = notWithInit.find(([option]) => options[option] !== undefined);
  if (misplaced) throw UserError.of({ code: "not-with-init", args: {} }, { path: misplaced[1] });
  if (options.config === "-") throw UserError.of({ code: "config-on-stdin", args: {} }, { path: "--config" });
  const { config, file } = readConfig(io, options.config, options);
  const deployment = knownDeployment(config, options);
  const path = options.output === undefined ? null : resolve(io.workingDirectory, options.output);
  const folder = path === null ? io.workingDirectory : dirname(path);
  const cases = casesOfConfig(relative(folder, file).split(sep).join("/"), config, deployment);
  const asJson = path === null ? options.json : extname(path) === ".json";
  const text = asJson ? jsonText(cases) : caseFileYaml(cases);
  if (path === null) {
    io.data(text);
    return 0;
  }
  const shown = shownPath(io, path);
  if (io.files.kindOf(path) !== null) {
    throw UserError.of({ code: "file-exists", args: {} }, { file: shown });
  }
  await io.uninterrupted(() => {
    replaceNamedFile(io, path, text, null);
  });
  io.data(options.json ? jsonText({ written: [shown] }) : `${shown}\n`);
  return 0;
}
