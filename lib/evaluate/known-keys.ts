/** Keys that a whole request tells, or that follow from who makes it. */
const told: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalisawsservice",
  "aws:principalservicename",
  "aws:principaltype",
  "aws:resourceaccount",
  "aws:securetransport",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:username",
  "kms:calleraccount",
]);

/** Keys of IAM identities and of customers' networks, which a service's own request never has. */
const neverOfServices = /^aws:(principalorgid|principalorgpaths|principaltag\/.*|sourcevpce?|userid)$/;

/**
 * Whether a condition key's value, or its absence, is certain for a request that names its caller, its source and
 * its encryption context. Of other keys, such as `aws:SourceIp`, nothing is known.
 */
export function isKnownKey(key: string, callerIsService: boolean): boolean {
  const name = key.toLowerCase();
  return (
    told.has(name) ||
    name.startsWith("kms:encryptioncontext") ||
    (callerIsService && neverOfServices.test(name))
  );
}
