import * as z from "zod/mini";
import { text } from "../config/option";
import { accountIdRule } from "../config/rules";

/** A policy: the document itself, or `{ name, policy }` where a message is to name it. */
const policy = z.union([
  z.strictObject({ name: z.string(), policy: z.record(z.string(), z.unknown()) }),
  z.record(z.string(), z.unknown()),
]);

const nothingIsOpaque = (): boolean => false;

const account = z.strictObject({
  scps: z.optional(z.array(z.strictObject({ level: z.string(), policies: z.array(policy) }))),
  rcps: z.optional(z.array(policy)),
  identities: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        policies: z.optional(z.array(policy)),
        boundary: z.optional(z.nullable(policy)),
        sessionPolicies: z.optional(z.array(policy)),
      }),
    ),
  ),
});

const pairs = z.record(z.string(), z.string());

/** Of what `aws kms list-grants` prints, the members that decide. */
const grants = z.looseObject({
  Grants: z.array(
    z.looseObject({
      GrantId: z.optional(z.string()),
      KeyId: z.optional(z.string()),
      GranteePrincipal: z.string(),
      RetiringPrincipal: z.optional(z.string()),
      Operations: z.array(z.string()),
      // A constraint that is not known here could refuse what the grant seems to allow.
      Constraints: z.optional(
        z.strictObject({
          EncryptionContextEquals: z.optional(pairs),
          EncryptionContextSubset: z.optional(pairs),
        }),
      ),
    }),
  ),
  Truncated: z.optional(z.boolean()),
});

export const documentsSchema = z.strictObject({
  managementAccount: z.optional(z.nullable(text(accountIdRule, nothingIsOpaque))),
  accounts: z.optional(z.record(z.string(), account)),
  grants: z.optional(grants),
});

/** The policies beside a key policy, as plain data. */
export type DocumentsInput = z.infer<typeof documentsSchema>;

export type PolicyInput = z.infer<typeof policy>;
export type GrantInput = NonNullable<DocumentsInput["grants"]>["Grants"][number];
