import { membersOf } from "./linted-policy";

/** What a JSON document is that is no key policy, no plan and no state. */
export type OtherDocument =
  | { readonly kind: DocumentKind }
  /** Of another service, by the prefix of its actions: `s3`. */
  | { readonly kind: "resource-policy"; readonly service: string };

export type DocumentKind =
  | "identity-policy"
  | "resource-control-policy"
  | "trust-policy"
  | "cloudformation"
  | "terraform-configuration"
  | "terraform-outputs"
  | "old-state"
  | "config"
  | "cases"
  | "key-metadata"
  | "grants"
  | "trails"
  | "iam-answer";

/**
 * What a document is, where it is surely no key policy. What it says of itself decides; a policy with a single
 * statement that could be a key's is taken for one, so that its faults are found.
 *
 * @returns null for a key policy, and for what cannot be told.
 */
export function otherDocument(json: unknown): OtherDocument | null {
  const members = membersOf(json);
  return members.has("Statement") ? otherPolicy(statementsOf(members.get("Statement"))) : document(members);
}

type Members = ReadonlyMap<string, unknown>;

const statementsOf = (value: unknown): readonly Members[] =>
  (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(membersOf);

function otherPolicy(statements: readonly Members[]): OtherDocument | null {
  const services = new Set(statements.flatMap(servicesOf));
  const areStatements =
    statements.length > 0 &&
    statements.every(
      (statement) => statement.has("Effect") && (statement.has("Action") || statement.has("NotAction")),
    );
  if (!areStatements) return null;
  if (!statements.some((statement) => statement.has("Principal") || statement.has("NotPrincipal"))) {
    return { kind: "identity-policy" };
  }
  if (services.size > 1 && statements.every(isForAll)) return { kind: "resource-control-policy" };
  const [service, second] = services;
  if (service === undefined || second !== undefined || !resourceServices.has(service)) return null;
  return service === "sts" ? { kind: "trust-policy" } : { kind: "resource-policy", service };
}

/** Every statement of a resource control policy denies, and to everybody. */
const isForAll = (statement: Members): boolean =>
  statement.get("Effect") === "Deny" && statement.get("Principal") === "*";

/** The services of a statement's actions; of `*`, every service. */
function servicesOf(statement: Members): readonly string[] {
  const written = statement.get("Action") ?? statement.get("NotAction");
  const actions = Array.isArray(written) ? (written as readonly unknown[]) : [written];
  return actions.map((action) =>
    typeof action === "string" ? (action.split(":")[0] ?? "").toLowerCase() : "",
  );
}

/** Services whose resources have policies of their own. An action of any other is taken for a misspelt one of KMS. */
const resourceServices: ReadonlySet<string> = new Set([
  "backup",
  "codeartifact",
  "dynamodb",
  "ecr",
  "elasticfilesystem",
  "es",
  "events",
  "glacier",
  "glue",
  "lambda",
  "logs",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "sts",
  "vpce",
]);

function document(members: Members): OtherDocument | null {
  const has = (...names: readonly string[]): boolean => names.every((name) => members.has(name));
  const kind = kinds.find(({ isIt }) => isIt(has, members))?.kind;
  return kind === undefined ? null : { kind };
}

interface Recognized {
  readonly kind: DocumentKind;
  readonly isIt: (has: (...names: readonly string[]) => boolean, members: Members) => boolean;
}

const kinds: readonly Recognized[] = [
  {
    kind: "cloudformation",
    isIt: (has, members) =>
      has("AWSTemplateFormatVersion") ||
      [...membersOf(members.get("Resources")).values()].some((resource) =>
        /^(AWS|Custom)::/.test(String(membersOf(resource).get("Type"))),
      ),
  },
  { kind: "cases", isIt: (has) => has("cases") && (has("policy") || has("config")) },
  {
    kind: "config",
    isIt: (has) =>
      has("name") && ["trail", "key", "bucket", "readers", "encryptFor"].some((option) => has(option)),
  },
  { kind: "old-state", isIt: (has, members) => has("modules") && typeof members.get("version") === "number" },
  {
    kind: "terraform-configuration",
    isIt: (has) => has("resource") || has("terraform", "provider") || has("//", "terraform"),
  },
  {
    kind: "terraform-outputs",
    isIt: (_, members) =>
      members.size > 0 &&
      [...members.values()].every((output) => {
        const parts = membersOf(output);
        return parts.has("sensitive") && parts.has("value");
      }),
  },
  { kind: "key-metadata", isIt: (has) => has("KeyMetadata") || has("Keys") },
  { kind: "grants", isIt: (has) => has("Grants") },
  { kind: "trails", isIt: (has) => has("trailList") || has("Trail") || has("Trails") },
  {
    kind: "iam-answer",
    isIt: (has) => has("PolicyVersion") || has("Role") || has("PolicyDocument") || has("PolicyNames"),
  },
];
