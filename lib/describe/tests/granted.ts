import type { Config, Reader } from "../../config/config";
import { keyOwner } from "../../config/key-owner";
import type { TestPlace } from "./place";

/** The config of a module for others, with somebody for each kind of grant that it has no example of. */
export function withEveryGrant(config: Config, place: TestPlace): Config {
  const { key, bucket, organization, trail } = config;
  const { partition, region, strangers } = place;
  const [reader = "", trusted = "", sender = "", other = ""] = strangers;
  const owner = keyOwner({ ...config, account: place.account }) ?? place.account;
  const role = (name: string): string => `arn:${partition}:iam::${owner}:role/${name}`;
  const readers: readonly Reader[] = [
    { kind: "user", name: "Alice" },
    { kind: "role", name: "Auditor" },
    { kind: "principal", arn: role("audit/Responder") },
    { kind: "account", id: reader },
    { kind: "permissionSet", name: "LogAudit" },
    ...(organization === null ? [] : [{ kind: "organization", id: organization.id, only: null } as const]),
    {
      kind: "assumableRole",
      name: "LogReader",
      trustedAccounts: [trusted],
      externalId: "example-external-id",
      path: "/",
      permissionsBoundary: null,
      provider: key.provider,
    },
  ];
  const sources = [
    { kind: "account", id: sender },
    { kind: "trail", arn: `arn:${partition}:cloudtrail:${region}:${other}:trail/audit` },
  ] as const;
  const orExamples = <T>(given: readonly T[], examples: readonly T[]): readonly T[] =>
    given.length > 0 ? given : examples;
  return {
    ...config,
    key: { ...key, administrators: orExamples(key.administrators, [role("KeyAdmin")]) },
    encryptFor: orExamples(config.encryptFor, sources),
    bucket: bucket && { ...bucket, deliverFrom: orExamples(bucket.deliverFrom, sources) },
    readers: [
      ...config.readers,
      ...readers.filter(({ kind }) => !config.readers.some((given) => given.kind === kind)),
    ],
    organization: organization && {
      ...organization,
      delegatedAdministrators: orExamples(
        organization.delegatedAdministrators,
        trail === null ? [] : [reader],
      ),
    },
  };
}
