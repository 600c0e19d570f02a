/**
 * AWS's global condition keys. One that ends in `/` takes a name after it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const globalConditionKeys: readonly string[] = `
  AssumedRoot CalledVia CalledViaAWSMCP CalledViaFirst CalledViaLast ChatbotSourceArn CurrentTime
  Ec2InstanceSourcePrivateIPv4 Ec2InstanceSourceVpc EpochTime FederatedProvider IsMcpServiceAction
  MultiFactorAuthAge MultiFactorAuthPresent PrincipalAccount PrincipalArn PrincipalIsAWSService PrincipalOrgID
  PrincipalOrgPaths PrincipalServiceName PrincipalServiceNamesList PrincipalTag/ PrincipalType RequestedRegion
  RequestTag/ ResourceAccount ResourceOrgID ResourceOrgPaths ResourceTag/ SecureTransport SignInSessionArn
  SourceAccount SourceArn SourceIdentity SourceIp SourceOrgID SourceOrgPaths SourceVpc SourceVpcArn SourceVpce
  TagKeys TokenIssueTime UserAgent ViaAWSMCPService ViaAWSService VpceAccount VpceOrgID VpceOrgPaths VpcSourceIp
  referer userid username`
  .trim()
  .split(/\s+/)
  .map((name) => `aws:${name}`);

const lowerKeys = new Set(globalConditionKeys.map((key) => key.toLowerCase()));

/** Whether AWS documents a global key, in any case. */
export function isGlobalConditionKey(key: string): boolean {
  const lower = key.toLowerCase();
  const slash = lower.indexOf("/");
  if (slash === -1) return lowerKeys.has(lower);
  return slash < lower.length - 1 && lowerKeys.has(lower.slice(0, slash + 1));
}
