export { InvalidConfig } from "./config-of";
export type { ParsedConfig } from "./config-of";
export { EncryptedTrail } from "./encrypted-trail";
export type { EncryptedTrailProps } from "./encrypted-trail";
export { LogKey } from "./log-key";
export type { LogKeyProps } from "./log-key";
export { TrailElements } from "./trail-elements";
export { TrailStack } from "./trail-stack";
export type { TrailStackProps, TrailStackSettings } from "./trail-stack";
