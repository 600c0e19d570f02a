import { isUserArn } from "./arn";
import type { BucketConfig, Config, KeyConfig, Reader, TrailSource } from "./config";
import type { ConfigInput } from "./config-input";
import type { EventsConfig } from "./sections/events";
import type { BackendConfig } from "./sections/backend";
import type { LogGroupConfig } from "./sections/log-group";
import type { NotificationsConfig } from "./sections/notifications";

type ReaderInput = NonNullable<ConfigInput["readers"]>[number];
type DataInput = NonNullable<NonNullable<ConfigInput["events"]>["data"]>[number];
type SourceInput = Exclude<NonNullable<ConfigInput["encryptFor"]>[number], string>;

/**
 * The options that give a config: `parseConfig` makes the same config of them. What follows from other options is
 * written out. The Regions of existing buckets are left out, which nothing is built from.
 */
export const configInputOf = (config: Config): ConfigInput => ({
  name: config.name,
  account: config.account,
  region: config.region,
  accounts: config.accounts,
  ...(config.organization && { organization: config.organization }),
  preset: config.preset,
  trail: config.trail ?? false,
  ...(config.trail && { events: eventsInputOf(config.events) }),
  key: keyInputOf(config.key),
  ...(config.bucket && { bucket: bucketInputOf(config.bucket) }),
  ...(config.logGroup && { logGroup: logGroupInputOf(config.logGroup) }),
  ...(config.notifications && { notifications: notificationsInputOf(config.notifications) }),
  ...(config.alarms && { alarms: { ...config.alarms, topic: config.alarms.topic ?? undefined } }),
  profile: config.profile,
  protect: config.protect,
  module: config.module,
  provider: { aws: config.awsProvider },
  ...(config.backend && { backend: backendInputOf(config.backend) }),
  encryptFor: config.encryptFor.map(sourceInputOf),
  readers: config.readers.map(readerInputOf),
  tags: config.tags,
  lint: {
    ...config.lint,
    ignore: config.lint.ignore.map(({ rule, reason, sid, file, until }) => ({
      rule,
      reason,
      ...(sid !== null && { sid }),
      ...(file !== null && { file }),
      ...(until !== null && { until }),
    })),
  },
});

const eventsInputOf = ({ data, ...events }: EventsConfig): NonNullable<ConfigInput["events"]> => ({
  ...events,
  data: data.map(({ kind, of, access }): DataInput => {
    switch (kind) {
      case "s3":
        return { s3: of, access };
      case "lambda":
        return { lambda: of, access };
      case "dynamodb":
        return { dynamodb: of, access };
    }
  }),
});
function backendInputOf(backend: BackendConfig): NonNullable<ConfigInput["backend"]> {
  if (backend.kind === "s3") {
    const { bucket, region, key } = backend;
    return { s3: { bucket, region, key } };
  }
  const { organization, workspaces } = backend;
  return {
    cloud: {
      organization,
      ...("name" in workspaces ? { workspace: workspaces.name } : { tags: workspaces.tags }),
    },
  };
}

/** Beside an existing key, options of a new one are refused: they have their defaults there. */
function keyInputOf({ provider, ...key }: KeyConfig): NonNullable<ConfigInput["key"]> {
  if (key.existing === null) return { ...key, account: provider };
  const { existing, handedOver, replicas, administrators, style, statements } = key;
  return { existing, handedOver, ...(handedOver && { replicas }), administrators, style, statements };
}

const bucketInputOf = ({
  provider,
  account,
  deliverFrom,
  lifecycle,
  objectLock,
  accessLog,
  ...bucket
}: BucketConfig): NonNullable<ConfigInput["bucket"]> => ({
  ...bucket,
  ...(lifecycle && { lifecycle }),
  ...(objectLock && { objectLock }),
  ...(accessLog && { accessLog }),
  account: provider ?? account,
  deliverFrom: deliverFrom.map(sourceInputOf),
});

function logGroupInputOf(group: LogGroupConfig): NonNullable<ConfigInput["logGroup"]> {
  if (group.kind === "existing") return { existing: group.arn, role: group.role };
  const { name, retentionDays, key, role } = group;
  return {
    name,
    retentionDays,
    key: key.kind === "other" ? key.arn : key.kind,
    ...(role !== null && { role }),
  };
}

const notificationsInputOf = (topic: NotificationsConfig): NonNullable<ConfigInput["notifications"]> =>
  topic.kind === "created"
    ? { name: topic.name }
    : { existing: topic.arn, ...(topic.key !== null && { key: topic.key }) };

const sourceInputOf = (source: TrailSource): SourceInput =>
  source.kind === "account" ? { account: source.id } : { trail: source.arn };

function readerInputOf(reader: Reader): ReaderInput {
  switch (reader.kind) {
    case "user":
      return { user: reader.name };
    case "role":
      return { role: reader.name };
    case "principal":
      return isUserArn(reader.arn) ? { user: reader.arn } : { role: reader.arn };
    case "account":
      return { account: reader.id };
    case "permissionSet":
      return { permissionSet: reader.name };
    case "organization":
      return { organization: reader.id, ...(reader.only !== null && { only: reader.only }) };
    case "assumableRole": {
      const { name, trustedAccounts, externalId, path, permissionsBoundary, provider } = reader;
      return {
        assumableRole: {
          name,
          trustedAccounts,
          path,
          ...(externalId !== null && { externalId }),
          ...(permissionsBoundary !== null && { permissionsBoundary }),
          ...(provider !== null && { account: provider }),
        },
      };
    }
  }
}
