import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import type { Blueprint } from "../../terraform/blueprint";
import type { Expression } from "../../terraform/expression";
import { json, policy } from "../../terraform/expression";
import type { OversizedPolicy } from "../../describe/policy-sizes";
import { configuredSize, sizeOfDocument, statementSizes } from "../../describe/policy-sizes";
import { isSureToHold } from "../../describe/size-checks";
import { sizeRemedies } from "../../describe/size-remedies";
import type { Config } from "../../config/config";
import type { ConfigInput } from "../../config/config-input";
import type { IsOpaque } from "../../config/opaque";
import { parseConfig } from "../../config/parse";
import type { SizeLimit } from "../../policy/policy-size";
import { sizeLimits, sizeOf } from "../../policy/policy-size";
import { pathText } from "../../config/problem";
import type { ReportedProblem } from "../../report/problem";
import { reported } from "../../report/problem";
import { sizeProblems } from "../../report/policy-sizes";
import type { BuiltBlueprint } from "../emitter/build";
import { errorsIn } from "./config-of";
import { resolvedText } from "./resolved";
import { mapTexts } from "./map-texts";
import { judgedBucketStatements } from "./bucket-statements";
import { bucketStatementChecks, statementChecks } from "./statement-checks";
import { holdsAnyToken } from "./shared-key";
import { attributeMistake } from "./token-attributes";
import { holdsToken, standsForToken } from "../emitter/terraform-text";

/** What is checked when a stack is synthesized, and what that takes. */
export interface LateChecked extends IConstruct {
  readonly config: Config;
  /** What the config was parsed from. Absent: it came from a file, which holds no tokens. */
  readonly input?: ConfigInput | undefined;
  readonly blueprint: Blueprint;
  readonly bucket: S3Bucket | undefined;
  /** Statements of the user's at the end of the bucket policy. */
  readonly bucketStatements: readonly Readonly<Record<string, unknown>>[];
  readonly provider: TerraformProvider | undefined;
  readonly built: BuiltBlueprint;
}

/**
 * What is wrong now that lazy values are known: an option that was a token, a policy that has become too
 * large, a name that an earlier construct of the stack has taken.
 *
 * @param all the constructs of the stack, in the order in which they were made
 */
export const lateProblems = (
  construct: LateChecked,
  all: readonly LateChecked[],
): readonly ReportedProblem[] => [
  ...optionProblems(construct),
  ...statementErrors(construct),
  ...lateSizeProblems(construct),
  ...nameProblems(construct, all),
];

function optionProblems(construct: LateChecked): readonly ReportedProblem[] {
  // Without a token in it, it is what it was when the construct was made.
  if (construct.input === undefined || !holdsAnyToken(construct.input)) return [];
  const { input, opaque, misplaced } = resolvedInput(construct);
  return [...misplaced, ...errorsIn(input, opaque).map(reported)];
}

/** What of it could not be told when the construct was made was a warning then. */
function statementErrors(construct: LateChecked): readonly ReportedProblem[] {
  const { config: written, bucketStatements } = construct;
  if (written.key.statements.length + bucketStatements.length === 0) return [];
  const config = resolvedConfig(construct);
  if (config === null) return [];
  const judged = judgedBucketStatements(construct, config);
  return [...statementChecks(config), ...bucketStatementChecks(judged.config, judged.statements)].filter(
    ({ severity }) => severity === "error",
  );
}

/** The config with the values that its tokens turned out to have; null where they are not right, which is told. */
function resolvedConfig(construct: LateChecked): Config | null {
  if (construct.input === undefined) return construct.config;
  const { input, opaque } = resolvedInput(construct);
  const parsed = parseConfig(input, { opaque });
  return parsed.ok ? parsed.config : null;
}

interface ResolvedInput {
  readonly input: unknown;
  readonly opaque: IsOpaque;
  /** Attributes that hold something else than their options take. */
  readonly misplaced: readonly ReportedProblem[];
}

function resolvedInput(construct: LateChecked): ResolvedInput {
  const unknown = new Set<string>();
  const misplaced: ReportedProblem[] = [];
  const input = mapTexts(construct.input, [], (text, path) => {
    if (!holdsToken(text)) return text;
    const known = resolvedText(construct, text);
    if (known.includes("${")) unknown.add(known);
    const option = pathText(path);
    const mistake = attributeMistake(option, known);
    if (mistake !== undefined) misplaced.push(reported({ path: option, ...mistake }));
    const [token] = /\b(each\.(value|key)|count\.index)\b/.exec(known.includes("${") ? known : "") ?? [];
    if (token !== undefined)
      misplaced.push(reported({ path: option, code: "token-of-iterator", args: { token } }));
    return known;
  });
  return { input, opaque: (value) => unknown.has(String(value)) || standsForToken(value), misplaced };
}

function lateSizeProblems(construct: LateChecked): readonly ReportedProblem[] {
  const { blueprint, built } = construct;
  const isSure = isSureToHold(blueprint);
  const hasTokens = holdsAnyToken([construct.input, construct.bucketStatements]);
  const values = new Map(blueprint.inputs.map(({ name, value }) => [name, value]));
  const oversized = blueprint.policies.flatMap((named): readonly OversizedPolicy[] => {
    const limit: SizeLimit = sizeLimits[named.rules];
    if (!hasTokens && configuredSize(blueprint, named).most <= limit.maximum) return [];
    const fits = { document: named.document, maximum: limit.maximum };
    if (isSure(fits, built.known)) return [];
    const sizeIn = (document: Expression): number =>
      Math.max(
        sizeOf(knownText(resolvedText(construct, String(built.terraformValue(json(document))))), limit),
        sizeOfDocument(built.known(document), { inputs: [] }).least,
      );
    const size = sizeIn(policy(named.name));
    if (limit.canBeRaised || size <= limit.maximum) return [];
    const { name, rules } = named;
    const statements = statementSizes(built.known(named.document), sizeIn);
    return [
      { policy: name, rules, size, limit, statements, remedies: sizeRemedies(blueprint, named, values) },
    ];
  });
  return sizeProblems(oversized);
}

/** What a template is sure to hold: its text, without what only Terraform knows. */
const knownText = (template: string): string =>
  template.replace(/\$\$\{|%%\{|\$\{(?:"(?:\\.|[^"\\])*"|[^"}])*\}/g, (match) =>
    match.startsWith("${") ? "" : match.slice(1),
  );

function nameProblems(construct: LateChecked, all: readonly LateChecked[]): readonly ReportedProblem[] {
  const first = firstOfNames(all);
  return namesOf(construct).flatMap((name) => {
    const taken = first.get(name.scope)?.get(nameKey(name));
    if (taken === undefined || taken === construct) return [];
    const args = { name: name.name, what: name.what, construct: taken.node.path };
    return [reported({ path: name.option, code: "name-taken", args })];
  });
}

const nameKey = ({ what, name }: TakenName): string => `${what} ${name}`;

type FirstOfNames = ReadonlyMap<TakenName["scope"], ReadonlyMap<string, LateChecked>>;

const firstByStack = new WeakMap<
  readonly LateChecked[],
  { readonly count: number; readonly first: FirstOfNames }
>();

/** The construct that was the first to have a name, by scope and name. Names are final when a stack is synthesized. */
function firstOfNames(all: readonly LateChecked[]): FirstOfNames {
  const known = firstByStack.get(all);
  if (known?.count === all.length) return known.first;
  const first = new Map<TakenName["scope"], Map<string, LateChecked>>();
  for (const construct of all) {
    for (const name of namesOf(construct)) {
      const names = first.get(name.scope) ?? new Map<string, LateChecked>();
      first.set(name.scope, names);
      if (!names.has(nameKey(name))) names.set(nameKey(name), construct);
    }
  }
  firstByStack.set(all, { count: all.length, first });
  return first;
}

interface TakenName {
  readonly option: string;
  readonly what: string;
  readonly name: string;
  /** Within what the name must be unique: the provider's account and Region, or everywhere. */
  readonly scope: TerraformProvider | "everywhere" | undefined;
}

function namesOf(construct: LateChecked): readonly TakenName[] {
  const { key, trail, bucket, readers } = construct.config;
  const scopeOf = (address: string): TakenName["scope"] =>
    construct.built.elements.get(address)?.provider ?? construct.provider;
  const names: readonly TakenName[] = [
    ...(key.existing === null
      ? [{ option: "key.alias", what: "alias", name: key.alias, scope: scopeOf("aws_kms_alias.this") }]
      : []),
    ...(trail === null
      ? []
      : [
          {
            option: "trail.name",
            what: "trail name",
            name: trail.name,
            scope: scopeOf("aws_cloudtrail.this"),
          },
        ]),
    ...(bucket === null || bucket.existing
      ? []
      : [{ option: "bucket.name", what: "bucket name", name: bucket.name, scope: "everywhere" } as const]),
    ...readers.flatMap((reader, index) =>
      reader.kind === "assumableRole"
        ? [
            {
              option: `readers[${index}].assumableRole.name`,
              what: "reader role",
              name: reader.name,
              scope: scopeOf("aws_iam_role.reader"),
            },
          ]
        : [],
    ),
  ];
  return names.map((name) => ({ ...name, name: resolvedText(construct, name.name) }));
}
