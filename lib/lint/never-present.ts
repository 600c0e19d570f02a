import { nearest } from "../config/nearest";
import { isKnownKey } from "../evaluate/known-keys";
import { contextKey } from "../policy/cloudtrail";
import { isUnresolved } from "../policy/interpolation";
import { globalConditionKeys, isGlobalConditionKey } from "./global-condition-keys";
import { carriersOf, kmsConditionKeys } from "./kms-condition-keys";

/** What is wrong with a condition key that no request to KMS carries. */
export type KeyFault =
  /** AWS has no such key. */
  | "unknown"
  /** Another service's requests have it. */
  | "of another service";

/** Null where requests to KMS may carry the key. */
export function faultOfKey(key: string): KeyFault | null {
  if (isUnresolved(key)) return null;
  const lower = key.toLowerCase();
  if (lower.startsWith("aws:")) return isGlobalConditionKey(lower) ? null : "unknown";
  if (ofOtherServices.test(lower)) return "of another service";
  return carriersOf(key) === null ? "unknown" : null;
}

/** Keys of services that know nothing of a request to KMS, but for those that other services' requests carry too. */
const ofOtherServices =
  /^(cloudtrail|cloudwatch|codebuild|config|dynamodb|ecs|eks|events|iam|logs|organizations|rds|route53|s3|s3express|secretsmanager|sns|sqs|sts|ec2(?!:(sourceinstancearn$|roledelivery$))|lambda(?!:sourcefunctionarn$)):/;

/** The key that was most likely meant, or null where none is near. */
export const nearestKey = (key: string): string | null =>
  nearest(key, /^aws:/i.test(key) ? globalConditionKeys : [...kmsConditionKeys(), contextKey]) ?? null;

/**
 * Whether a key is certain to be absent from every request for an action. Of an `aws:` key that resembles no
 * other nothing is certain: AWS may have added it.
 */
export function isNeverPresent(key: string, action: string): boolean {
  const fault = faultOfKey(key);
  if (fault !== null) return !/^aws:/i.test(key) || nearestKey(key) !== null;
  const carriers = carriersOf(key);
  return Array.isArray(carriers) && !carriers.includes(action.toLowerCase());
}

/** Whether a condition key's value, or its absence, is certain for a request that names caller, source and context. */
export const isCertainKey = (key: string, callerIsService: boolean, action: string): boolean =>
  isKnownKey(key, callerIsService) || isNeverPresent(key, action);
