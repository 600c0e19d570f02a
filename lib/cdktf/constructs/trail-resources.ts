import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { Annotations, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import type { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { KmsKeyPolicy } from "@cdktf/provider-aws/lib/kms-key-policy";
import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import type { Blueprint } from "../../terraform/blueprint";
import { aliasedProviders } from "../../terraform/used-providers";
import { describe } from "../../describe/describe";
import { oversizedPolicies } from "../../describe/policy-sizes";
import { isSureToPass } from "../../describe/sure-checks";
import { readerRoles, roleGroups } from "../../describe/reader-roles";
import type { Config } from "../../config/config";
import type { ConfigInput } from "../../config/config-input";
import type { Expression } from "../../terraform/expression";
import { attributeOf, index, json, member, policy } from "../../terraform/expression";
import type { BuildOptions, BuiltBlueprint } from "../emitter/build";
import { buildBlueprint } from "../emitter/build";
import { ApplyOrder } from "./apply-order";
import type { ParsedConfig } from "./config-of";
import { pathOf, refuse, sentence } from "./config-of";
import { handedOverMistakes } from "./handed-over";
import { missingAliases, unknownAliases } from "./provider-mistakes";
import type { ReportedProblem } from "../../report/problem";
import { sizeProblems } from "../../report/policy-sizes";
import { reported } from "../../report/problem";
import { statementChecks } from "./statement-checks";
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
   * The providers of the config's further accounts, by alias; or what makes them, once it is known which are needed.
   * @default none
   */
  readonly providers?: ProvidersByAlias | ((blueprint: Blueprint) => ProvidersByAlias);
}

export type ProvidersByAlias = Readonly<Record<string, TerraformProvider>>;

const brand = Symbol.for("trailkey/TrailResources");

/**
 * What a config asks for, built in a scope of its own, so that several stand side by side in one stack.
 *
 * What may still be a token when this is made is checked when the stack is synthesized.
 */
export class TrailResources extends Construct implements LateChecked, ITerraformDependable {
  readonly config: Config;
  /** What is built, as plain data. */
  readonly blueprint: Blueprint;
  readonly input: ConfigInput | undefined;
  readonly provider: TerraformProvider | undefined;
  readonly built: BuiltBlueprint;

  /**
   * @throws InvalidConfig where something is handed over whose address only the user knows, or where the provider of an
   * account is missing
   */
  constructor(
    scope: Construct,
    id: string,
    { config, input, warnings }: ParsedConfig,
    { providers: given = {}, ...options }: TrailResourcesOptions = {},
  ) {
    const path = pathOf(scope, id);
    const mistakes = options.moduleAddresses ? [] : handedOverMistakes(config);
    if (mistakes.length > 0) refuse(mistakes, path);
    // Variables are the module's: a stack has none, and no use for what they may hold.
    const blueprint = describe({ ...config, module: { variables: "config" } });
    const providers = typeof given === "function" ? given(blueprint) : given;
    const aliased = aliasedProviders(blueprint);
    const misgiven = [
      ...missingAliases(providers, aliased),
      ...unknownAliases("providers", providers, config),
    ];
    if (misgiven.length > 0) refuse(misgiven, path);
    super(scope, id);
    Object.defineProperty(this, brand, { value: true });
    this.config = config;
    this.blueprint = blueprint;
    this.input = input;
    this.provider = options.provider;
    this.built = buildBlueprint(this, this.blueprint, {
      ...options,
      providers,
      hasTokens: input !== undefined,
      isMet: isSureToPass(this.blueprint),
    });
    for (const problem of [
      ...sizeProblems(oversizedPolicies(this.blueprint)),
      ...statementChecks(this.config),
    ]) {
      if (problem.severity === "warning") Annotations.of(this).addWarning(sentence(problem));
    }
    for (const warning of warnings ?? []) Annotations.of(this).addWarning(sentence(reported(warning)));
    ApplyOrder.register(this);
    this.node.addValidation({ validate: () => this.lateProblems().map(sentence) });
  }

  /** Told by a mark and not by `instanceof`, which fails where two copies of trailkey are loaded. */
  static isTrailResources(construct: object): construct is TrailResources {
    return brand in construct;
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
   * A policy as JSON text: for the owner of an existing key or bucket, or for a reader's own IAM.
   *
   * @param name as `trailkey policy` takes it: `key`, `bucket`, `trust:ROLE`, `reader:NAME`
   * @throws where the config gives no policy of that name; the message has the names that it gives
   */
  policyJson(name: string): string {
    if (!this.blueprint.policies.some((candidate) => candidate.name === name)) {
      const names = this.blueprint.policies.map((candidate) => candidate.name).join(", ");
      throw new Error(`${this.node.path} has no policy ${JSON.stringify(name)}; it has ${names}`);
    }
    return String(this.terraformValue(json(policy(name))));
  }

  /** What an expression of the blueprint is here: text for Terraform, with tokens of these elements. */
  terraformValue(expression: Expression): unknown {
    return this.built.terraformValue(expression);
  }

  /** What is wrong that shows only when the stack is synthesized. */
  lateProblems(): readonly ReportedProblem[] {
    return lateProblems(this, this.earlierInStack());
  }

  private earlierInStack(): readonly TrailResources[] {
    const all = TerraformStack.of(this)
      .node.findAll()
      .filter((construct) => TrailResources.isTrailResources(construct));
    return all.slice(0, all.indexOf(this));
  }
}
