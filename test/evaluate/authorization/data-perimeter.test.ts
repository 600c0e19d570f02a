import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocuments } from "../../../lib/documents/parse-documents";
import type { Authorization } from "../../../lib/evaluate/authorization/authorization";
import type { ResourceKind } from "../../../lib/evaluate/authorization/outcome";
import { authorize } from "../../../lib/evaluate/authorize";
import { configOf, policyIn } from "../../support/place";

/**
 * The two data-perimeter patterns that AWS publishes as resource control policies, in words of our own: only
 * identities of the organization (and listed partners), and AWS services only on behalf of the organization.
 * https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/resource_control_policies
 */
const guardrail = (name: string): unknown =>
  JSON.parse(readFileSync(join(__dirname, "../../../examples/policies/guardrails", name), "utf8"));
const identityPerimeter = guardrail("identity-perimeter.json");
const sourcePerimeter = guardrail("service-source-perimeter.json");

const organization = "o-abcd123456";
const management = "111111111111";
const logArchive = "333333333333";
const member = "222222222222";
const vendor = "444444444444";
/** The one account of another organization that both guardrails list. */
const partner = "555555555555";
const stranger = "666666666666";

const place = { region: "eu-central-1" };
const bucketName = "org-audit-logs";
const keyArn = `arn:aws:kms:eu-central-1:${logArchive}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const readers = [{ account: member }, { account: vendor }, { account: partner }];

/**
 * The trail is the organization's, of the management account; key and bucket are the log archive account's, and so is
 * the role that a vendor assumes.
 */
const organizationTrail = configOf({
  ...place,
  name: "org-audit",
  account: management,
  accounts: { log_archive: logArchive },
  organization: { id: organization },
  key: { account: "log_archive" },
  bucket: { name: bucketName, account: "log_archive" },
  readers: [...readers, { assumableRole: { name: "SiemRole", trustedAccounts: [vendor] } }],
});

const keyPolicy = policyIn(organizationTrail);
const bucketPolicy = policyIn(organizationTrail, "bucket");

interface Asked {
  readonly principal: string;
  readonly action: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly resource?: string;
  readonly policy?: unknown;
  readonly kind?: ResourceKind;
  readonly owner?: string;
  readonly rcps?: readonly unknown[];
}

/** The verdict on a request under both guardrails, the caller's own IAM allowing it. */
function decided(asked: Asked): Authorization {
  const { principal, action, context = {}, resource, kind = "key", owner = logArchive } = asked;
  const rcps = asked.rcps ?? [
    { name: "identity-perimeter", policy: identityPerimeter },
    { name: "service-source-perimeter", policy: sourcePerimeter },
  ];
  const parsed = parseDocuments({
    managementAccount: management,
    accounts: { [owner]: { rcps } },
    grants: { Grants: [] },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return authorize(
    asked.policy ?? keyPolicy,
    { principal, action, context, ...(resource !== undefined && { resource }) },
    parsed.documents,
    { owner, iamAllows: true, kind },
  );
}

const verdict = (asked: Asked): string => decided(asked).verdict;

/** Document and Sid of what denies. */
const denying = (asked: Asked): readonly unknown[] =>
  decided(asked).decidedBy.map((document) => [
    "name" in document ? document.name : document.document,
    document.does,
    ...document.statements.map(({ sid }) => sid),
  ]);

const byIdentityPerimeter = [["identity-perimeter", "denies", "OnlyOurIdentities"]];
const bySourcePerimeter = [["service-source-perimeter", "denies", "ServicesOnlyForUs"]];

const trailArn = (account: string): string => `arn:aws:cloudtrail:eu-central-1:${account}:trail/org-audit`;
const logs = { "kms:EncryptionContext:aws:cloudtrail:arn": trailArn(management) };
const ours = { "aws:PrincipalOrgID": organization };
const theirs = { "aws:PrincipalOrgID": "o-vendor98765" };

describe("CloudTrail's requests for the organization's trail pass in the log archive account", () => {
  const onBehalf = {
    "aws:SourceArn": trailArn(management),
    "aws:SourceAccount": management,
    "aws:SourceOrgID": organization,
  };
  const cloudTrail = { principal: "cloudtrail.amazonaws.com" };
  const bucket = { policy: bucketPolicy, kind: "bucket" as const };

  test.each<[string, Asked]>([
    ["encrypting", { ...cloudTrail, action: "kms:GenerateDataKey", context: { ...onBehalf, ...logs } }],
    ["decrypting", { ...cloudTrail, action: "kms:Decrypt", context: { ...onBehalf, ...logs } }],
    ["describing the key", { ...cloudTrail, action: "kms:DescribeKey", context: onBehalf }],
    [
      "reading the bucket's ACL",
      {
        ...cloudTrail,
        ...bucket,
        action: "s3:GetBucketAcl",
        resource: `arn:aws:s3:::${bucketName}`,
        context: onBehalf,
      },
    ],
    [
      "delivering",
      {
        ...cloudTrail,
        ...bucket,
        action: "s3:PutObject",
        resource: `arn:aws:s3:::${bucketName}/AWSLogs/${management}/CloudTrail/eu-central-1/2026/11/24/log.json.gz`,
        context: { ...onBehalf, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    ],
  ])("%s", (_, asked) => {
    expect(decided(asked)).toMatchObject({ verdict: "Allowed", possible: ["Allowed"], notKnown: [] });
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ["an account of another organization", { "aws:SourceOrgID": "o-stranger1234" }],
    ["an account of no organization", {}],
  ])(
    "for a trail of %s the confused-deputy guardrail denies, even where the key policy is open",
    (_, more) => {
      const open = {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "cloudtrail.amazonaws.com" },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      };
      const asked: Asked = {
        ...cloudTrail,
        policy: open,
        action: "kms:GenerateDataKey",
        context: { "aws:SourceArn": trailArn(stranger), "aws:SourceAccount": stranger, ...more },
      };
      expect(verdict({ ...asked, rcps: [] })).toBe("Allowed");
      expect(denying(asked)).toEqual(bySourcePerimeter);
    },
  );

  test("a source account that the guardrail lists passes it", () => {
    const config = configOf({
      ...place,
      name: "org-audit",
      account: management,
      trail: false,
      key: { existing: keyArn },
      encryptFor: [partner],
    });
    const context = {
      "aws:SourceArn": trailArn(partner),
      "aws:SourceAccount": partner,
      "kms:EncryptionContext:aws:cloudtrail:arn": trailArn(partner),
    };
    expect(verdict({ ...cloudTrail, policy: policyIn(config), action: "kms:GenerateDataKey", context })).toBe(
      "Allowed",
    );
  });
});

describe("readers of other accounts", () => {
  const read = (account: string, context: Readonly<Record<string, string>>): readonly Asked[] => [
    {
      principal: `arn:aws:iam::${account}:role/Audit`,
      action: "kms:Decrypt",
      context: { ...logs, ...context },
    },
    {
      principal: `arn:aws:iam::${account}:role/Audit`,
      policy: bucketPolicy,
      kind: "bucket",
      action: "s3:GetObject",
      resource: `arn:aws:s3:::${bucketName}/AWSLogs/${management}/CloudTrail/log.json.gz`,
      context,
    },
  ];

  test.each([
    ["a member account reads", member, ours],
    ["an account that the guardrail lists reads, though of another organization", partner, theirs],
  ])("%s", (_, account, context) => {
    expect(read(account, context).map(verdict)).toEqual(["Allowed", "Allowed"]);
  });

  test("a reader of the config that is not of the organization is denied by the identity perimeter, key and bucket", () => {
    for (const context of [theirs, {}]) {
      const asked = read(vendor, context);
      expect(asked.map((one) => verdict({ ...one, rcps: [] }))).toEqual(["Allowed", "Allowed"]);
      expect(asked.map(denying)).toEqual([byIdentityPerimeter, byIdentityPerimeter]);
    }
  });

  test("on a key of the management account no RCP denies: what the config lets in reads", () => {
    const own = configOf({
      ...place,
      name: "org-audit",
      account: management,
      bucket: { name: bucketName },
      readers,
    });
    const [decrypt] = read(vendor, theirs);
    expect(decrypt && verdict({ ...decrypt, policy: policyIn(own), owner: management })).toBe("Allowed");
  });
});

describe("a vendor's role", () => {
  const session = `arn:aws:sts::${logArchive}:assumed-role/SiemRole/vendor`;
  const assume: Asked = {
    principal: `arn:aws:iam::${vendor}:role/Collector`,
    policy: policyIn(organizationTrail, "trust:SiemRole"),
    kind: "trust",
    action: "sts:AssumeRole",
    resource: `arn:aws:iam::${logArchive}:role/SiemRole`,
    context: theirs,
  };

  test("cannot be assumed from an account that is not listed: the identity perimeter denies sts:AssumeRole", () => {
    expect(verdict({ ...assume, rcps: [] })).toBe("Allowed");
    expect(denying(assume)).toEqual(byIdentityPerimeter);
    expect(decided(assume)).toMatchObject({ possible: ["ExplicitlyDenied"], notKnown: [] });
  });

  test("can be assumed once the guardrail lists the vendor's account", () => {
    const listed = JSON.parse(JSON.stringify(identityPerimeter).replaceAll(partner, vendor)) as unknown;
    expect(verdict({ ...assume, rcps: [listed, sourcePerimeter] })).toBe("Allowed");
  });

  test("once assumed, reads: its session is of the organization", () => {
    expect(verdict({ principal: session, action: "kms:Decrypt", context: { ...logs, ...ours } })).toBe(
      "Allowed",
    );
  });
});
