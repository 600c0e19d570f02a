import "./installed";
export type {
  BucketWithOptions,
  ComposedOptions,
  ExistingBucket,
  GivenBucket,
  GivenKey,
  GivenReader,
  GrantedReader,
  HasKeyArn,
  ReaderConstruct,
} from "./constructs/composed";
export { InvalidConfig } from "./constructs/config-of";
export type { ParsedConfig } from "./constructs/config-of";
export { EncryptedTrail } from "./constructs/encrypted-trail";
export type { EncryptedTrailProps } from "./constructs/encrypted-trail";
export { LogKey } from "./constructs/log-key";
export type { ConstructProviders, LogKeyProps } from "./constructs/log-key";
export type { GivenSource, HasTrailArn, ReaderRole, StatementOption } from "./constructs/trail-resources";
export { TrailResources } from "./constructs/trail-resources";
export { TrailStack } from "./constructs/trail-stack";
export type { TrailStackProps, TrailStackSettings } from "./constructs/trail-stack";
