import type { CisName } from "../../config/alarm-names";

/** A metric filter of the CIS AWS Foundations Benchmark. */
export interface CisFilter {
  /** The recommendation in version 3.0. */
  readonly recommendation: string;
  /** Security Hub's control, which looks for exactly this pattern. */
  readonly control: string | null;
  readonly says: string;
  readonly pattern: string;
}

const anyOf = (...names: readonly string[]): string =>
  names.map((name) => `($.eventName=${name})`).join(" || ");

const ofService = (service: string, names: string): string =>
  `{($.eventSource=${service}.amazonaws.com) && (${names})}`;

/**
 * The patterns as Security Hub has them, which finds no others; that of Organizations as the benchmark has it.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const cisFilters: Readonly<Record<CisName, CisFilter>> = {
  "unauthorized-api-calls": {
    recommendation: "4.1",
    control: "CloudWatch.2",
    says: "API calls were refused",
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
  },
  "sign-in-without-mfa": {
    recommendation: "4.2",
    control: "CloudWatch.3",
    says: "an IAM user signed in to the console without MFA",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  "root-usage": {
    recommendation: "4.3",
    control: "CloudWatch.1",
    says: "the root user was used",
    pattern:
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  },
  "iam-policy-changes": {
    recommendation: "4.4",
    control: "CloudWatch.4",
    says: "IAM policies were changed",
    pattern: ofService(
      "iam",
      anyOf(
        "DeleteGroupPolicy",
        "DeleteRolePolicy",
        "DeleteUserPolicy",
        "PutGroupPolicy",
        "PutRolePolicy",
        "PutUserPolicy",
        "CreatePolicy",
        "DeletePolicy",
        "CreatePolicyVersion",
        "DeletePolicyVersion",
        "AttachRolePolicy",
        "DetachRolePolicy",
        "AttachUserPolicy",
        "DetachUserPolicy",
        "AttachGroupPolicy",
        "DetachGroupPolicy",
      ),
    ),
  },
  "cloudtrail-changes": {
    recommendation: "4.5",
    control: "CloudWatch.5",
    says: "a trail was created, changed, stopped or deleted",
    pattern: `{${anyOf("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging")}}`,
  },
  "sign-in-failures": {
    recommendation: "4.6",
    control: "CloudWatch.6",
    says: "signing in to the console failed",
    pattern: '{($.eventName=ConsoleLogin) && ($.errorMessage="Failed authentication")}',
  },
  "kms-key-deletion": {
    recommendation: "4.7",
    control: "CloudWatch.7",
    says: "a KMS key was disabled, or its deletion scheduled",
    pattern: ofService("kms", anyOf("DisableKey", "ScheduleKeyDeletion")),
  },
  "bucket-policy-changes": {
    recommendation: "4.8",
    control: "CloudWatch.8",
    says: "the policy, the ACL or another setting of a bucket was changed",
    pattern: ofService(
      "s3",
      anyOf(
        "PutBucketAcl",
        "PutBucketPolicy",
        "PutBucketCors",
        "PutBucketLifecycle",
        "PutBucketReplication",
        "DeleteBucketPolicy",
        "DeleteBucketCors",
        "DeleteBucketLifecycle",
        "DeleteBucketReplication",
      ),
    ),
  },
  "config-changes": {
    recommendation: "4.9",
    control: "CloudWatch.9",
    says: "the recording of AWS Config was changed or stopped",
    pattern: ofService(
      "config",
      anyOf(
        "StopConfigurationRecorder",
        "DeleteDeliveryChannel",
        "PutDeliveryChannel",
        "PutConfigurationRecorder",
      ),
    ),
  },
  "security-group-changes": {
    recommendation: "4.10",
    control: "CloudWatch.10",
    says: "security groups were changed",
    pattern: `{${anyOf(
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "RevokeSecurityGroupEgress",
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
    )}}`,
  },
  "network-acl-changes": {
    recommendation: "4.11",
    control: "CloudWatch.11",
    says: "network ACLs were changed",
    pattern: `{${anyOf(
      "CreateNetworkAcl",
      "CreateNetworkAclEntry",
      "DeleteNetworkAcl",
      "DeleteNetworkAclEntry",
      "ReplaceNetworkAclEntry",
      "ReplaceNetworkAclAssociation",
    )}}`,
  },
  "network-gateway-changes": {
    recommendation: "4.12",
    control: "CloudWatch.12",
    says: "network gateways were changed",
    pattern: `{${anyOf(
      "CreateCustomerGateway",
      "DeleteCustomerGateway",
      "AttachInternetGateway",
      "CreateInternetGateway",
      "DeleteInternetGateway",
      "DetachInternetGateway",
    )}}`,
  },
  "route-table-changes": {
    recommendation: "4.13",
    control: "CloudWatch.13",
    says: "route tables were changed",
    pattern: ofService(
      "ec2",
      anyOf(
        "CreateRoute",
        "CreateRouteTable",
        "ReplaceRoute",
        "ReplaceRouteTableAssociation",
        "DeleteRouteTable",
        "DeleteRoute",
        "DisassociateRouteTable",
      ),
    ),
  },
  "vpc-changes": {
    recommendation: "4.14",
    control: "CloudWatch.14",
    says: "VPCs were changed",
    pattern: `{${anyOf(
      "CreateVpc",
      "DeleteVpc",
      "ModifyVpcAttribute",
      "AcceptVpcPeeringConnection",
      "CreateVpcPeeringConnection",
      "DeleteVpcPeeringConnection",
      "RejectVpcPeeringConnection",
      "AttachClassicLinkVpc",
      "DetachClassicLinkVpc",
      "DisableVpcClassicLink",
      "EnableVpcClassicLink",
    )}}`,
  },
  "organizations-changes": {
    recommendation: "4.15",
    control: null,
    says: "the organization was changed",
    pattern: ofService(
      "organizations",
      anyOf(
        "AcceptHandshake",
        "AttachPolicy",
        "CreateAccount",
        "CreateOrganizationalUnit",
        "CreatePolicy",
        "DeclineHandshake",
        "DeleteOrganization",
        "DeleteOrganizationalUnit",
        "DeletePolicy",
        "DetachPolicy",
        "DisablePolicyType",
        "EnablePolicyType",
        "InviteAccountToOrganization",
        "LeaveOrganization",
        "MoveAccount",
        "RemoveAccountFromOrganization",
        "UpdatePolicy",
        "UpdateOrganizationalUnit",
      ),
    ),
  },
};
