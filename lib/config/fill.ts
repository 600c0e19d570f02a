import type { BucketConfig, Config, KeyConfig, Reader, TrailSource } from "./config";
import { normalizedJson } from "./json-value";
import type { IsOpaque } from "./opaque";
import { partitionOf } from "./partition";
import type { FilledConfig } from "./schema";
import { fillAlarms } from "./sections/alarms";
import { fillEvents } from "./sections/events";
import { fillBackend } from "./sections/backend";
import { fillLogGroup } from "./sections/log-group";
import { fillNotifications } from "./sections/notifications";

/**
 * Fills in what follows from other options. Free text becomes what Terraform makes of every text, its Unicode
 * normal form C, so that all outputs hold the same.
 * https://developer.hashicorp.com/terraform/language/expressions/types#string
 */
export function fill(written: FilledConfig, opaque: IsOpaque): Config {
  const { name, account, accounts, region, organization, preset, trail, key, bucket, protect, module, tags } =
    written;
  return {
    name,
    account,
    accounts,
    organization:
      organization === undefined
        ? null
        : { ...organization, managementAccount: organization.managementAccount ?? account },
    preset,
    region,
    partition: region === null ? null : (partitionOf(region) ?? null),
    trail: trail === false ? null : { ...trail, name: trail.name ?? name },
    events: fillEvents(written.events),
    key: fillKey(key, name),
    bucket: bucket === undefined ? null : fillBucket(bucket, written),
    logGroup: fillLogGroup(written, opaque),
    notifications: fillNotifications(written, opaque),
    alarms: fillAlarms(written),
    profile: written.profile,
    protect,
    module,
    awsProvider: written.provider.aws,
    backend: fillBackend(written.backend, name),
    encryptFor: written.encryptFor.map(sourceOf),
    readers: written.readers.map((reader) => readerOf(reader, written, opaque)),
    tags: Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [key.normalize(), value.normalize()]),
    ),
    lint: {
      ...written.lint,
      ignore: written.lint.ignore.map(({ rule, sid = null, file = null, reason, until = null }) => ({
        rule,
        sid,
        file,
        reason,
        until,
      })),
    },
  };
}

const fillKey = ({ account: provider, ...key }: FilledConfig["key"], name: string): KeyConfig => ({
  ...key,
  alias: key.alias ?? name,
  description: key.description?.normalize() ?? null,
  provider,
  statements: key.statements.map(
    (statement) => normalizedJson(statement) as Readonly<Record<string, unknown>>,
  ),
});

/** Where the buckets are has been checked, and nothing is built from their Regions. */
function fillBucket(
  {
    // One that is missing has been refused.
    name = "",
    existing,
    handedOver,
    account: place,
    prefix,
    bucketKey,
    deliverFrom,
    lifecycle,
    objectLock,
    accessLog,
    forceDestroy,
  }: NonNullable<FilledConfig["bucket"]>,
  { account, accounts }: FilledConfig,
): BucketConfig {
  const isName = place !== null && Object.hasOwn(accounts, place);
  const owner = isName ? (accounts[place] ?? null) : place;
  return {
    name,
    existing,
    handedOver,
    account: owner === account ? null : owner,
    provider: isName && !existing ? place : null,
    prefix,
    bucketKey,
    deliverFrom: deliverFrom.map(sourceOf),
    lifecycle: lifecycle ?? null,
    objectLock: objectLock ?? null,
    accessLog: accessLog === undefined ? null : { bucket: accessLog.bucket, prefix: accessLog.prefix },
    forceDestroy,
  };
}

function sourceOf(source: FilledConfig["encryptFor"][number]): TrailSource {
  if (typeof source !== "string") {
    return "account" in source
      ? { kind: "account", id: source.account }
      : { kind: "trail", arn: source.trail };
  }
  return source.startsWith("arn:") ? { kind: "trail", arn: source } : { kind: "account", id: source };
}

function readerOf(reader: FilledConfig["readers"][number], { key }: FilledConfig, opaque: IsOpaque): Reader {
  const isArn = (text: string): boolean => text.startsWith("arn:") || opaque(text);
  if ("user" in reader) {
    return isArn(reader.user) ? { kind: "principal", arn: reader.user } : { kind: "user", name: reader.user };
  }
  if ("role" in reader) {
    return isArn(reader.role) ? { kind: "principal", arn: reader.role } : { kind: "role", name: reader.role };
  }
  if ("account" in reader) return { kind: "account", id: reader.account };
  if ("organization" in reader) {
    return { kind: "organization", id: reader.organization, only: reader.only ?? null };
  }
  if ("permissionSet" in reader) return { kind: "permissionSet", name: reader.permissionSet };
  const { name, trustedAccounts, externalId, path, permissionsBoundary, account } = reader.assumableRole;
  return {
    kind: "assumableRole",
    name,
    trustedAccounts,
    externalId: externalId ?? null,
    path: path ?? "/",
    permissionsBoundary: permissionsBoundary ?? null,
    provider: account ?? key.account,
  };
}
