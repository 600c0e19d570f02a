import type { CisName } from "../../../lib/config/alarm-names";
import { cisNames } from "../../../lib/config/alarm-names";
import { cisFilters } from "../../../lib/describe/alarms/cis-filters";
import { matchesFilter } from "../../support/filter-pattern";

const user = { type: "IAMUser", arn: "arn:aws:iam::111111111111:user/alice" };
const call = (service: string, eventName: string, more: object = {}) => ({
  eventSource: `${service}.amazonaws.com`,
  eventName,
  eventType: "AwsApiCall",
  userIdentity: user,
  ...more,
});
const signIn = (MFAUsed: string, more: object = {}) =>
  call("signin", "ConsoleLogin", {
    eventType: "AwsConsoleSignIn",
    additionalEventData: { MFAUsed, MobileVersion: "No" },
    responseElements: { ConsoleLogin: "Success" },
    ...more,
  });

/** An event of each alarm, that no other alarm counts. */
const events: Readonly<Record<CisName, object>> = {
  "unauthorized-api-calls": call("ec2", "DescribeInstances", { errorCode: "Client.UnauthorizedOperation" }),
  "sign-in-without-mfa": signIn("No"),
  "root-usage": call("health", "DescribeEvents", { userIdentity: { type: "Root" } }),
  "iam-policy-changes": call("iam", "AttachRolePolicy"),
  "cloudtrail-changes": call("cloudtrail", "StopLogging"),
  "sign-in-failures": signIn("Yes", {
    errorMessage: "Failed authentication",
    responseElements: { ConsoleLogin: "Failure" },
  }),
  "kms-key-deletion": call("kms", "ScheduleKeyDeletion"),
  "bucket-policy-changes": call("s3", "DeleteBucketPolicy"),
  "config-changes": call("config", "StopConfigurationRecorder"),
  "security-group-changes": call("ec2", "AuthorizeSecurityGroupIngress"),
  "network-acl-changes": call("ec2", "ReplaceNetworkAclEntry"),
  "network-gateway-changes": call("ec2", "AttachInternetGateway"),
  "route-table-changes": call("ec2", "ReplaceRouteTableAssociation"),
  "vpc-changes": call("ec2", "ModifyVpcAttribute"),
  "organizations-changes": call("organizations", "LeaveOrganization"),
};

const counting = (event: object): readonly string[] =>
  cisNames.filter((name) => matchesFilter(cisFilters[name].pattern, event));

test.each(cisNames)("%s counts its event, and no other alarm does", (name) => {
  expect(counting(events[name])).toEqual([name]);
});

test("what nobody needs to know is not counted", () => {
  for (const event of [
    call("ec2", "DescribeInstances"),
    signIn("Yes"),
    signIn("No", { userIdentity: { type: "AssumedRole" } }),
    call("iam", "GetRolePolicy"),
    call("kms", "EnableKey"),
    call("cloudtrail", "GetTrail"),
    call("lambda", "DeleteRoute"),
    // AWS itself acts as the root user, as when a service-linked role is created.
    call("iam", "CreateServiceLinkedRole", {
      userIdentity: { type: "Root", invokedBy: "autoscaling.amazonaws.com" },
    }),
    call("kms", "RotateKey", { eventType: "AwsServiceEvent", userIdentity: { type: "Root" } }),
  ])
    expect(counting(event)).toEqual([]);
});

test("an error code counts as refused by how it begins or ends", () => {
  for (const errorCode of ["AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"])
    expect(counting(call("ec2", "RunInstances", { errorCode }))).toEqual(["unauthorized-api-calls"]);
  for (const errorCode of ["NotAccessDenied", "UnauthorizedOperationX", "ThrottlingException"])
    expect(counting(call("ec2", "RunInstances", { errorCode }))).toEqual([]);
});

test("every name in a pattern is counted", () => {
  for (const name of cisNames) {
    const { pattern } = cisFilters[name];
    const [, service] = /eventSource=([a-z0-9]+)\./.exec(pattern) ?? [];
    for (const [, eventName = ""] of pattern.matchAll(/\(\$\.eventName=(\w+)\)/g))
      if (name !== "sign-in-failures") expect(counting(call(service ?? "ec2", eventName))).toContain(name);
  }
});

test("the patterns that Security Hub looks for are its own, to the letter", () => {
  expect(cisFilters["root-usage"].pattern).toBe(
    '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
  );
  expect(cisFilters["kms-key-deletion"].pattern).toBe(
    "{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey) || ($.eventName=ScheduleKeyDeletion))}",
  );
  expect(cisFilters["cloudtrail-changes"].pattern).toBe(
    "{($.eventName=CreateTrail) || ($.eventName=UpdateTrail) || ($.eventName=DeleteTrail) || ($.eventName=StartLogging) || ($.eventName=StopLogging)}",
  );
});

test("each has its recommendation and its control once, and CloudWatch Logs takes the pattern", () => {
  const filters = cisNames.map((name) => cisFilters[name]);
  expect(filters.map(({ recommendation }) => recommendation)).toEqual(
    filters.map((_, position) => `4.${position + 1}`),
  );
  expect(new Set(filters.flatMap(({ control }) => control ?? [])).size).toBe(14);
  for (const { pattern } of filters) expect(pattern.length).toBeLessThanOrEqual(1024);
});
