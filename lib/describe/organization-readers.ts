import type { BucketConfig, Config, OrganizationReader } from "../config/config";
import { organizationIdRule } from "../config/rules";
import type { Input } from "../terraform/blueprint";
import type { Expression } from "../terraform/expression";
import { each, input, text } from "../terraform/expression";
import { grantInputs } from "./part";
import type { Scope } from "./scope";
import { isOpen, logObjects } from "./scope";

/** What the accounts of an organization read. */
export type MembersRead = "all" | "own";

const inputNames = { all: "reader_organization_ids", own: "own_logs_organization_ids" } as const;

const descriptions = {
  all: "ID of the organization, if its other accounts can read all of its logs. Their own IAM policies must allow it too.",
  own: "ID of the organization, if each of its other accounts can read its own logs. The account's IAM policies must allow it too.",
} as const;

const readersThat = (config: Config, read: MembersRead): readonly OrganizationReader[] =>
  config.readers
    .filter((reader) => reader.kind === "organization")
    .filter(({ only }) => (only === "own") === (read === "own"));

/** The inputs that hold the organization whose accounts read. A trail of one account has none. */
export const organizationReaderInputs = (config: Config): readonly Input[] =>
  (["all", "own"] as const).flatMap((read) =>
    grantInputs(
      isOpen(config) && mayRead(config, read),
      inputNames[read],
      descriptions[read],
      organizationIdRule,
      readersThat(config, read).map(({ id }) => id),
    ),
  );

/** The names of those inputs that the module has. */
export const organizationReaderNames = (scope: Pick<Scope, "config" | "open">): readonly string[] =>
  (["all", "own"] as const)
    .filter((read) => organizationsThatRead(scope, read) !== undefined)
    .map((read) => inputNames[read]);

/** The IDs of the organization whose accounts read, or undefined where none does. */
export const organizationsThatRead = (
  { config, open }: Pick<Scope, "config" | "open">,
  read: MembersRead,
): Expression | undefined =>
  (open && mayRead(config, read)) || readersThat(config, read).length > 0
    ? input(inputNames[read])
    : undefined;

/** Only the bucket's folders tell members apart, so that nobody reads its own logs of a bucket that is not known. */
const mayRead = ({ organization, bucket }: Config, read: MembersRead): boolean =>
  organization !== null && (read === "all" || bucket !== null);

/**
 * The folders below `AWSLogs/` that these readers see, as patterns. An organization's trail writes the logs of every
 * account, the management account's too, below the organization's ID. IAM puts the caller's account in the place of the
 * variable.
 */
export const organizationFolders = (
  read: MembersRead,
  ids: Expression,
  pathOf: (folder: Expression) => Expression,
): Expression =>
  each("organization_id", ids, (id) =>
    pathOf(read === "all" ? text`${id}/*` : text`${id}/\${aws:PrincipalAccount}/*`),
  );

/** The digest files of the caller's account. */
export const ownDigests = (scope: Scope, bucket: BucketConfig, ids: Expression): Expression =>
  each("organization_id", ids, (id) =>
    logObjects(scope, bucket, text`${id}/\${aws:PrincipalAccount}/CloudTrail-Digest/*`),
  );
