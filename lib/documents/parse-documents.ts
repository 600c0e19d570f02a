import * as z from "zod/mini";
import type { Coded } from "../config/coded";
import type { JsonSchema } from "../config/json-schema";
import type { ConfigMistake, ConfigProblem, Locate, Path, PlacedMistake } from "../config/problem";
import { problemOf } from "../config/problem";
import { accountIdRule } from "../config/rules";
import { schemaMistakes } from "../config/schema-mistakes";
import { violationOf } from "../config/violation";
import type { AttachedKind } from "../evaluate/authorization/attached-policy";
import { compileAttached } from "../evaluate/authorization/attached-policy";
import { pathlessRole } from "../evaluate/authorization/caller-sides";
import type {
  AccountDocuments,
  Documents,
  IdentityDocuments,
  NamedPolicy,
} from "../evaluate/authorization/documents";
import type { Grant } from "../evaluate/authorization/grant";
import { isGrantee } from "../evaluate/authorization/grant";
import { isCaller } from "../evaluate/request-parts";
import type { DocumentCodes } from "./document-codes";
import type { DocumentsInput, GrantInput, PolicyInput } from "./documents-schema";
import { documentsSchema } from "./documents-schema";

type DocumentsMistake = ConfigMistake | Coded<DocumentCodes>;

export type DocumentsResult =
  | { readonly ok: true; readonly documents: Documents }
  | { readonly ok: false; readonly problems: readonly ConfigProblem<DocumentsMistake>[] };

/**
 * Reads the policies beside a key policy from plain data, or all that is wrong with them at once:
 *
 * - `managementAccount`: of the accounts' organization; null where they are in none.
 * - `accounts`, by account ID: `scps`, a list of `{ level, policies }` from the root to the account; `rcps`, a list of
 *   policies; `identities`, by ARN: `policies`, `boundary` (null where there is none) and `sessionPolicies`.
 * - `grants`: what `aws kms list-grants` prints.
 *
 * What is left out is not known. An empty list says that there is none. A policy is the document itself, or
 * `{ name, policy }`.
 *
 * @param locate finds the place of a problem in the file that the data is from
 */
export function parseDocuments(input: unknown, locate: Locate = () => undefined): DocumentsResult {
  const parsed = documentsSchema.safeParse(input);
  const mistakes: PlacedMistake<DocumentsMistake>[] = [];
  if (!parsed.success) {
    const options = (): JsonSchema =>
      z.toJSONSchema(documentsSchema, { io: "input", target: "draft-7" }) as JsonSchema;
    mistakes.push(...schemaMistakes<DocumentsMistake>(parsed.error.issues, input, options));
  }
  const documents = parsed.success ? new Reader(mistakes).documents(parsed.data) : undefined;
  if (documents && mistakes.length === 0) return { ok: true, documents };
  return { ok: false, problems: mistakes.map((mistake) => problemOf<DocumentsMistake>(mistake, locate)) };
}

/** Compiles what the schema lets pass, and notes what is wrong all the same. */
class Reader {
  constructor(private readonly mistakes: PlacedMistake<DocumentsMistake>[]) {}

  documents({ managementAccount, accounts = {}, grants }: DocumentsInput): Documents {
    if (grants?.Truncated === true)
      this.refuse(["grants", "Truncated"], { code: "grants-truncated", args: {} });
    const [governed] =
      Object.entries(accounts).find(([, { scps = [], rcps = [] }]) => scps.length + rcps.length > 0) ?? [];
    if (managementAccount === null && governed !== undefined) {
      const mistake = { code: "documents-without-organization", args: { account: governed } } as const;
      this.refuse(["managementAccount"], mistake);
    }
    return {
      ...(managementAccount !== undefined && { managementAccount }),
      accounts: new Map(Object.entries(accounts).map(([id, account]) => [id, this.account(id, account)])),
      ...(grants && {
        grants: grants.Grants.map((grant, index) => this.grant(grant, index, ["grants", "Grants", index])),
      }),
    };
  }

  private account(id: string, input: NonNullable<DocumentsInput["accounts"]>[string]): AccountDocuments {
    const path = ["accounts", id];
    if (violationOf(accountIdRule, id)) {
      this.refuse(path, { code: "documents-account", args: { value: id } }, true);
    }
    const { scps, rcps, identities = {} } = input;
    return {
      ...(scps && { scps: this.levels(scps, [...path, "scps"]) }),
      ...(rcps && { rcps: this.policies(rcps, "rcp", [...path, "rcps"]) }),
      identities: this.identities(id, identities, [...path, "identities"]),
    };
  }

  private levels(
    scps: NonNullable<NonNullable<DocumentsInput["accounts"]>[string]["scps"]>,
    path: Path,
  ): NonNullable<AccountDocuments["scps"]> {
    const seen = new Set<string>();
    return scps.map(({ level, policies }, index) => {
      const here = [...path, index];
      // Organizations refuses to detach the last policy of a level.
      if (policies.length === 0) this.refuse(here, { code: "documents-no-policies", args: { level } });
      if (seen.has(level))
        this.refuse([...here, "level"], { code: "documents-level-twice", args: { level } });
      seen.add(level);
      return { level, policies: this.policies(policies, "scp", [...here, "policies"]) };
    });
  }

  private identities(
    account: string,
    input: NonNullable<NonNullable<DocumentsInput["accounts"]>[string]["identities"]>,
    path: Path,
  ): ReadonlyMap<string, IdentityDocuments> {
    const read = new Map<string, IdentityDocuments>();
    for (const [arn, { policies, boundary, sessionPolicies }] of Object.entries(input)) {
      const here = [...path, arn];
      if (!isIdentityOf(arn, account)) {
        this.refuse(here, { code: "documents-identity", args: { value: arn, account } }, true);
      }
      const isSession = arn.includes(":assumed-role/");
      const foreign = isSession
        ? (["policies", "boundary"] as const)
        : /^arn:[^:]+:iam:/.test(arn)
          ? (["sessionPolicies"] as const)
          : [];
      for (const member of foreign) {
        const isGiven = input[arn]?.[member] !== undefined;
        if (isGiven) this.refuse([...here, member], { code: "documents-session", args: { isSession } }, true);
      }
      const identity: IdentityDocuments = {
        ...(policies && { policies: this.policies(policies, "identity", [...here, "policies"]) }),
        ...(boundary !== undefined && {
          boundary: boundary && this.policy(boundary, "boundary", [...here, "boundary"]),
        }),
        ...(sessionPolicies && {
          sessionPolicies: this.policies(sessionPolicies, "session", [...here, "sessionPolicies"]),
        }),
      };
      read.set(arn, identity);
      const isRole = /^arn:[^:]+:iam::\d{12}:role\//.test(arn);
      if (isRole) read.set(pathlessRole(arn) ?? arn, identity);
    }
    return read;
  }

  private policies(inputs: readonly PolicyInput[], kind: AttachedKind, path: Path): readonly NamedPolicy[] {
    return inputs.map((input, index) => this.policy(input, kind, [...path, index]));
  }

  private policy(input: PolicyInput, kind: AttachedKind, path: Path): NamedPolicy {
    const isNamed = "policy" in input && typeof input.name === "string";
    const compiled = compileAttached(isNamed ? input.policy : input, kind);
    const here = isNamed ? [...path, "policy"] : path;
    for (const fault of compiled.faults) {
      this.refuse([...here, ...fault.path], { code: "document-fault", args: { fault } });
    }
    return { name: isNamed ? String(input.name) : null, compiled };
  }

  private grant(input: GrantInput, index: number, path: Path): Grant {
    const { GrantId, KeyId, GranteePrincipal: grantee, RetiringPrincipal, Operations, Constraints } = input;
    if (!isGrantee(grantee)) {
      this.refuse([...path, "GranteePrincipal"], { code: "grantee-unknown", args: { value: grantee } });
    }
    const { EncryptionContextEquals: equals, EncryptionContextSubset: subset } = Constraints ?? {};
    return {
      id: GrantId ?? `${index + 1}`,
      ...(KeyId?.startsWith("arn:") && { keyArn: KeyId }),
      grantee,
      ...(RetiringPrincipal !== undefined && { retiring: RetiringPrincipal }),
      operations: Operations,
      ...(equals && { contextEquals: equals }),
      ...(subset && { contextSubset: subset }),
    };
  }

  private refuse(path: Path, mistake: Coded<DocumentCodes>, aboutKey = false): void {
    this.mistakes.push({ ...mistake, path, aboutKey });
  }
}

const isIdentityOf = (arn: string, account: string): boolean =>
  isCaller(arn) && arn.split(":")[4] === account && !arn.endsWith(":root");
