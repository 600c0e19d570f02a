import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { Annotations, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { KmsKeyPolicy } from "@cdktf/provider-aws/lib/kms-key-policy";
import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { Blueprint } from "../../terraform/blueprint";
import { aliasedProviders } from "../../terraform/used-providers";
import { describeResources } from "../../describe/describe";
import { oversizedPolicies } from "../../describe/policy-sizes";
import { isSureToPass } from "../../describe/sure-checks";
import { isLogGroupOfKey } from "../../config/log-group-key";
import { readerRoles, roleGroups } from "../../describe/reader-roles";
import type { Config } from "../../config/config";
import type { ConfigInput } from "../../config/config-input";
import { normalizedJson, notJsonIn } from "../../config/json-value";
import { pathText } from "../../config/problem";
import { configInputOf } from "../../config/config-input-of";
import type { Expression } from "../../terraform/expression";
import { attributeOf, index, json, member, policy } from "../../terraform/expression";
import type { BuildOptions, BuiltBlueprint } from "../emitter/build";
import { buildBlueprint } from "../emitter/build";
import { withoutTokenStacks } from "../emitter/without-token-stacks";
import { ApplyOrder } from "./apply-order";
import { attachReaderPolicy } from "./attach-reader-policy";
import type { GrantedReader, ReaderConstruct, ReaderOption } from "./composed";
import { isReaderConstruct, readerByArn, readersOf } from "./composed";
import type { ParsedConfig } from "./config-of";
import { configOf, pathOf, refuse, sentence } from "./config-of";
import { handedOverMistakes } from "./handed-over";
import { missingAliases, unknownAliases } from "./provider-mistakes";
import type { ReportedProblem } from "../../report/problem";
import { sizeProblems } from "../../report/policy-sizes";
import { problemMessage } from "../../report/problem-message";
import { reported } from "../../report/problem";
import { holdsToken, standsForToken } from "../emitter/terraform-text";
import { resolvedText } from "./resolved";
import { areInOneStack, holdsAnyToken, letsInAlready, readerOfKey, trailArnOf } from "./shared-key";
import { judgedBucketStatements, withBucketStatements } from "./bucket-statements";
import { bucketStatementChecks, statementChecks } from "./statement-checks";
import type { LateChecked } from "./late-problems";
import { lateProblems } from "./late-problems";

/**
 * A role that readers of other accounts assume. All of one account are instances of one resource, `aws_iam_role.reader`, or
 * `aws_iam_role.reader_ALIAS` where it is created in a further account.
 */
export interface ReaderRole {
  readonly name: string;
  /** A token. */
  readonly arn: string;
}

export interface TrailResourcesOptions extends Omit<BuildOptions, "providers"> {
  /**
   * The providers of the config's further accounts and of its replicas' Regions, by alias; or what makes them, once it is known which are needed.
   * @default none
   */
  readonly providers?: ProvidersByAlias | ((blueprint: Blueprint) => ProvidersByAlias);
  /** The construct that has the config's existing key: its policy lets in what this one needs. @default none */
  readonly sharedKey?: TrailResources;
}

export type ProvidersByAlias = Readonly<Record<string, TerraformProvider>>;

/** Trails that may encrypt: as in the config, or a trail of ours, which is named by its ARN in text. */
export type GivenSource = SourceOption | HasTrailArn;

/** A trail of ours. */
export interface HasTrailArn {
  readonly trailArn: string;
}

/** A statement of a policy, as IAM has it in JSON; texts and lists in it may be tokens. */
export type StatementOption = Readonly<Record<string, unknown>>;

type SourceOption = NonNullable<ConfigInput["encryptFor"]>[number];

const brand = Symbol.for("trailkey/TrailResources");

const list = Symbol.for("trailkey/constructs");

/** All of these in a stack, in the order in which they were made; the same list for two copies of trailkey. */
function constructsIn(stack: TerraformStack & { [list]?: TrailResources[] }): TrailResources[] {
  if (stack[list] === undefined) Object.defineProperty(stack, list, { value: [] });
  return stack[list] ?? [];
}

/**
 * What a config asks for, built in a scope of its own, so that several stand side by side in one stack.
 *
 * What may still be a token when this is made is checked when the stack is synthesized. Until then readers, trails and
 * statements may be added; the policies are put together at synthesis.
 */
export class TrailResources extends Construct implements LateChecked, ITerraformDependable {
  readonly provider: TerraformProvider | undefined;
  readonly built: BuiltBlueprint;
  /** Statements of the user's at the end of the bucket policy. */
  bucketStatements: readonly StatementOption[] = [];
  private parsed: ParsedConfig;
  private described: Blueprint;
  private state: "built" | "outdated" | "synthesized" = "built";
  private readonly warned = new Set<string>();
  private readonly sharedKey: TrailResources | undefined;
  /** What makes a reader that is there already known again, be its ARN another token of the same attribute. */
  private knownReaders: Set<string> | undefined;

  /**
   * @throws InvalidConfig where something is handed over whose address only the user knows, or where the provider of an
   * account is missing
   */
  constructor(
    scope: Construct,
    id: string,
    parsed: ParsedConfig,
    { providers: given = {}, sharedKey, ...options }: TrailResourcesOptions = {},
  ) {
    const { config, input } = parsed;
    const path = pathOf(scope, id);
    const mistakes = options.moduleAddresses ? [] : handedOverMistakes(config);
    if (mistakes.length > 0) refuse(mistakes, path);
    const hasTokens = input !== undefined && holdsAnyToken(input);
    const blueprint = describedInStack(config, hasTokens);
    const providers = typeof given === "function" ? given(blueprint) : given;
    const aliased = aliasedProviders(blueprint);
    const misgiven = [
      ...missingAliases(providers, aliased),
      ...unknownAliases("providers", providers, config),
    ];
    if (misgiven.length > 0) refuse(misgiven, path);
    super(scope, id);
    Object.defineProperty(this, brand, { value: true });
    this.parsed = parsed;
    this.described = blueprint;
    this.provider = options.provider;
    this.sharedKey = sharedKey;
    this.built = withoutTokenStacks(() =>
      buildBlueprint(this, blueprint, {
        ...options,
        providers,
        hasTokens,
        isMet: isSureToPass(blueprint),
        beforeLate: () => {
          this.update();
        },
      }),
    );
    this.warn();
    ApplyOrder.register(this);
    constructsIn(TerraformStack.of(this)).push(this);
    this.node.addValidation({ validate: () => this.lateProblems().map(sentence) });
    sharedKey?.letIn(this);
  }

  /** Told by a mark and not by `instanceof`, which fails where two copies of trailkey are loaded. */
  static isTrailResources(construct: object): construct is TrailResources {
    return brand in construct;
  }

  /** The config, with what was added to it. */
  get config(): Config {
    return this.parsed.config;
  }

  /** What the config was parsed from, with what was added to it. Absent: it came from a file, and nothing was added. */
  get input(): ConfigInput | undefined {
    return this.parsed.input;
  }

  /** What is built, as plain data. */
  get blueprint(): Blueprint {
    this.update();
    return this.described;
  }

  /** The ARN of the key: a token of the key that is created here, or what `key` names. */
  get keyArn(): string {
    return this.key?.arn ?? String(this.config.key.existing);
  }

  /**
   * The names of the policies that `policyJson` takes: `key`; `bucket`, where a bucket is known; `reader`, where there are
   * readers, with `reader:NAME` for each whose name is known; `trust:ROLE` for each role that is created.
   */
  get policyNames(): readonly string[] {
    return this.blueprint.policies
      .map(({ name }) => name)
      .filter((name) => !standsForToken(name.slice(name.indexOf(":") + 1)));
  }

  /** The key; undefined where the config adopts an existing one. */
  get key(): KmsKey | undefined {
    return this.built.elements.get("aws_kms_key.this") as KmsKey | undefined;
  }

  get keyPolicy(): KmsKeyPolicy | undefined {
    return this.built.elements.get("aws_kms_key_policy.this") as KmsKeyPolicy | undefined;
  }

  get alias(): KmsAlias | undefined {
    return this.built.elements.get("aws_kms_alias.this") as KmsAlias | undefined;
  }

  /** The trail; undefined where the config has `trail: false`. */
  get trail(): Cloudtrail | undefined {
    return this.built.elements.get("aws_cloudtrail.this") as Cloudtrail | undefined;
  }

  /** The bucket; undefined where the config names an existing one. */
  get bucket(): S3Bucket | undefined {
    return this.built.elements.get("aws_s3_bucket.logs") as S3Bucket | undefined;
  }

  get bucketPolicy(): S3BucketPolicy | undefined {
    return this.built.elements.get("aws_s3_bucket_policy.logs") as S3BucketPolicy | undefined;
  }

  /** The log group; undefined where the config has none, or names an existing one. */
  get logGroup(): CloudwatchLogGroup | undefined {
    return this.built.elements.get("aws_cloudwatch_log_group.trail") as CloudwatchLogGroup | undefined;
  }

  /** The topic that CloudTrail notifies; undefined where the config has none, or names an existing one. */
  get topic(): SnsTopic | undefined {
    return this.built.elements.get("aws_sns_topic.notifications") as SnsTopic | undefined;
  }

  /** The topic that alarms notify in the trail's account; undefined where the config has none, or names an existing one. */
  get alarmsTopic(): SnsTopic | undefined {
    return this.built.elements.get("aws_sns_topic.alarms") as SnsTopic | undefined;
  }

  /** The roles that readers of other accounts assume, in the config's order. */
  get readerRoles(): readonly ReaderRole[] {
    const blocks = new Map(roleGroups(this.config).map(({ provider, block }) => [provider, block]));
    return readerRoles(this.config.readers).map(({ name, provider }) => ({
      name,
      arn: String(
        this.terraformValue(
          member(index(attributeOf("aws_iam_role", blocks.get(provider) ?? "reader", null), name), "arn"),
        ),
      ),
    }));
  }

  /**
   * What stands for this in `dependsOn`: the trail, which is built after both policies, or else the key policy.
   *
   * @throws where neither is built here
   */
  get fqn(): string {
    const last = this.trail ?? this.keyPolicy;
    if (last === undefined)
      throw new Error(`${this.node.path} builds neither trail nor key: nothing can wait for it`);
    return last.fqn;
  }

  /**
   * A policy as JSON text: for the owner of an existing key or bucket, or for a reader's own IAM. It is put together when
   * the stack is synthesized, so it holds what is added later too.
   *
   * @param of a name of `policyNames`; or a reader whose IAM policy it is: a reader's name, a role of `readerRoles`, or the
   * IAM role or user that was given as a reader
   * @throws where there is no such policy; the message has the names that there are
   */
  policyJson(of: string | ReaderRole | ReaderConstruct): string {
    const wanted = isReaderConstruct(of) ? this.policyOfConstruct(of) : typeof of === "string" ? of : of.name;
    const names = this.blueprint.policies.map(({ name }) => name);
    const name = [wanted, `reader:${wanted}`].find((candidate) => names.includes(candidate));
    if (name === undefined) {
      const known = this.policyNames.join(", ");
      throw new Error(`${this.node.path} has no policy ${JSON.stringify(wanted)}; it has ${known}`);
    }
    return String(this.terraformValue(json(policy(name))));
  }

  /** All readers have the same policy. */
  private policyOfConstruct(reader: ReaderConstruct): string {
    const arns = new Set(
      readersOf(reader, "readers", this.node.path).map((option) => this.resolvedReader(option)),
    );
    const isReader = this.readers.some((option) => arns.has(this.resolvedReader(option)));
    if (!isReader)
      throw new Error(
        `${reader.node.path} is not a reader of ${this.node.path}: pass it in readers, or to grantRead first`,
      );
    return "reader";
  }

  private resolvedReader(option: ReaderOption): string {
    return JSON.stringify(
      Object.entries(option).map(([kind, of]: [string, unknown]) => [
        kind,
        typeof of === "string" ? resolvedText(this, of) : of,
      ]),
    );
  }

  private get readers(): readonly ReaderOption[] {
    return this.ownInput().readers ?? [];
  }

  /**
   * Lets somebody read the logs, as `readers` does: by the key policy, and by the bucket policy where the reader's account
   * does not own the bucket. A role or user that is given as a construct also gets the IAM policy that it needs, as a
   * resource of this construct. Where the key is another construct's, its policy lets the reader in too.
   *
   * @param reader an IAM role or user (with `forEach`: all of its instances), an ARN, a list token of ARNs, or what
   * `readers` takes, but for a role to create
   * @throws InvalidConfig where it is no reader for this config
   * @throws after the stack was synthesized
   * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html
   */
  grantRead(reader: GrantedReader): void {
    const construct = this.node.path;
    const options = readersOf(
      typeof reader === "string" ? readerByArn(reader) : reader,
      `readers[${this.readers.length}]`,
      construct,
    );
    this.addReaders(options);
    if (isReaderConstruct(reader)) attachReaderPolicy(this, reader);
  }

  private addReaders(options: readonly ReaderOption[]): void {
    const known = (this.knownReaders ??= new Set(this.readers.map((option) => this.resolvedReader(option))));
    const added = options.filter((option) => !known.has(this.resolvedReader(option)));
    const first = this.readers.length;
    if (added.some((option) => "assumableRole" in option))
      refuse([{ path: `readers[${first}]`, code: "reader-role-late", args: {} }], this.node.path);
    if (added.length === 0) return;
    this.add("grantRead", (input) => ({ ...input, readers: [...(input.readers ?? []), ...added] }));
    for (const option of added) known.add(this.resolvedReader(option));
    this.sharedKey?.letReadersIn(this, added);
  }

  /**
   * Lets further trails encrypt with the key, as `encryptFor` does: an account ID (every trail of the account), a trail's
   * ARN, `{ account }`, `{ trail }`, or an `EncryptedTrail`. A token must say which it is: `{ trail: token }`. The ARN of a
   * trail that waits for this key's policy must be text, as `trailArn` is, or Terraform finds a cycle.
   *
   * @throws InvalidConfig where it is none of these
   * @throws after the stack was synthesized
   * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
   */
  addEncryptFor(...sources: readonly GivenSource[]): void {
    const { sharedKey } = this;
    if (sharedKey !== undefined) {
      sharedKey.addEncryptFor(...sources);
      return;
    }
    const added = sources.map((source) =>
      typeof source === "object" && "trailArn" in source ? { trail: source.trailArn } : source,
    );
    this.add("addEncryptFor", (input) => ({ ...input, encryptFor: [...(input.encryptFor ?? []), ...added] }));
  }

  /**
   * Adds a statement to the end of the key policy, as `key.statements` does. Where the key is another construct's, to that
   * one's policy; where it exists otherwise, to `policyJson("key")`.
   *
   * It is judged at synthesis: a statement that AWS would refuse, that takes from CloudTrail or a reader what the config
   * promises, or that lets strangers in, is an error of the stack's validation. What it allows beyond the config is a
   * warning of `Annotations`.
   *
   * @throws InvalidConfig where it is not JSON
   * @throws after the stack was synthesized
   * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
   */
  addToKeyPolicy(statement: StatementOption): void {
    const { sharedKey } = this;
    if (sharedKey !== undefined) sharedKey.addToKeyPolicy(statement);
    else
      this.add("addToKeyPolicy", (input) => ({
        ...input,
        key: { ...input.key, statements: [...(input.key?.statements ?? []), statement] },
      }));
  }

  /**
   * Adds a statement to the end of the bucket policy: of the bucket that is created here, or of `policyJson("bucket")` for
   * one that exists. Its Resource is the bucket's ARN, or that of objects in it, as text or token.
   *
   * It is judged at synthesis: a statement that S3 would refuse, that takes from CloudTrail or a reader what the config
   * promises, or that lets strangers or other trails in, is an error of the stack's validation. What it allows beyond the
   * config is a warning of `Annotations`.
   *
   * @throws InvalidConfig where no bucket is known, or where it is not JSON
   * @throws after the stack was synthesized
   * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
   */
  addToBucketPolicy(statement: StatementOption): void {
    const path = `addToBucketPolicy[${this.bucketStatements.length}]`;
    if (!this.blueprint.policies.some(({ name }) => name === "bucket"))
      refuse([{ path, code: "bucket-policy-missing", args: {} }], this.node.path);
    const mistakes = notJsonIn(statement, standsForToken);
    if (mistakes.length > 0)
      refuse(
        mistakes.map(({ mistake, path: within }) => ({
          ...mistake,
          path: pathText(["addToBucketPolicy", this.bucketStatements.length, ...within]),
        })),
        this.node.path,
      );
    this.add("addToBucketPolicy", (input) => input);
    this.bucketStatements = [...this.bucketStatements, normalizedJson(statement) as StatementOption];
  }

  /** Takes options that say more. What they ask for is built, and policies are put together, when it is needed. */
  protected add(method: string, change: (input: ConfigInput) => ConfigInput): void {
    if (this.state === "synthesized")
      throw new Error(`${this.node.path} is synthesized already: call ${method} before app.synth()`);
    const parsed = configOf(change(this.ownInput()), this.node.path);
    const warnings = [...(this.parsed.warnings ?? []), ...(parsed.warnings ?? [])];
    this.parsed = { ...parsed, warnings };
    this.state = "outdated";
  }

  private ownInput(): ConfigInput {
    return this.input ?? configInputOf(this.config);
  }

  /** Brings what is built up to date with what was added. */
  update(): void {
    if (this.state !== "outdated") return;
    this.state = "built";
    const hasTokens = holdsAnyToken([this.input, this.bucketStatements]);
    this.described = withBucketStatements(describedInStack(this.config, hasTokens), this.bucketStatements);
    this.built.extend(this.described, {
      hasTokens,
      isMet: isSureToPass(this.described),
    });
    this.warn();
  }

  private warn(): void {
    const problems = [
      ...sizeProblems(oversizedPolicies(this.described)),
      ...statementChecks(this.config),
      ...this.bucketChecks(),
      ...(this.parsed.warnings ?? []).map(reported),
    ];
    for (const problem of problems) if (problem.severity === "warning") this.warnOnce(sentence(problem));
  }

  private bucketChecks(): readonly ReportedProblem[] {
    const judged = judgedBucketStatements(this, this.config);
    return bucketStatementChecks(judged.config, judged.statements);
  }

  private warnOnce(text: string): void {
    if (this.warned.has(text)) return;
    this.warned.add(text);
    Annotations.of(this).addWarning(text);
  }

  /** Lets in a trail that uses this key, with its readers. Where the key exists elsewhere, that is its owner's business. */
  private letIn(trail: TrailResources): void {
    if (this.config.key.existing !== null) return;
    if (isLogGroupOfKey(trail.config)) {
      const args = { key: this.node.path };
      refuse([{ path: "logGroup.key", code: "log-group-of-shared-key", args }], trail.node.path);
    }
    if (!letsInAlready(this, trail)) {
      const arn = trailArnOf(trail);
      if (areInOneStack(this, trail) || !holdsToken(arn)) this.addEncryptFor({ trail: arn });
      else {
        const args = { key: this.node.path, trail: trail.node.path };
        trail.warnOnce(problemMessage({ code: "trail-not-let-in", args }));
      }
    }
    this.letReadersIn(trail, trail.readers);
  }

  private letReadersIn(trail: TrailResources, readers: readonly ReaderOption[]): void {
    if (this.config.key.existing !== null || readers.length === 0) return;
    const mapped = readers.map((reader) => readerOfKey(reader, trail, this));
    const reachable = mapped.filter((reader) => areInOneStack(this, trail) || !holdsAnyToken(reader));
    if (reachable.length < mapped.length)
      trail.warnOnce(problemMessage({ code: "reader-not-let-in", args: { key: this.node.path } }));
    this.addReaders(reachable);
  }

  /** What an expression of the blueprint is here: text for Terraform, with tokens of these elements. */
  terraformValue(expression: Expression): unknown {
    return this.built.terraformValue(expression);
  }

  /** What is wrong that shows only when the stack is synthesized. */
  lateProblems(): readonly ReportedProblem[] {
    this.update();
    this.state = "synthesized";
    return lateProblems(this, constructsIn(TerraformStack.of(this)));
  }
}

/** Variables are the module's: a stack has none, and no use for what they may hold. */
const describedInStack = (config: Config, hasTokens: boolean): Blueprint =>
  describeResources({ ...config, module: { variables: "config" } }, { isFinal: !hasTokens });
