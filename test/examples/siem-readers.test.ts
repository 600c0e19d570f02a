import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../lib/config/config";
import { loadConfig } from "../../lib/config/load";
import { parseDocuments } from "../../lib/documents/parse-documents";
import type { AuthorizeOptions } from "../../lib/evaluate/authorize";
import { authorize } from "../../lib/evaluate/authorize";
import type { AccessRequest } from "../../lib/evaluate/request";
import { placeOf, policyIn } from "../support/place";

const root = join(__dirname, "../..");
const vendors = readdirSync(join(root, "examples/siem")).map((file) => `examples/siem/${file}`);

const contextKey = "kms:EncryptionContext:aws:cloudtrail:arn";

describe.each(["examples/siem-reader.yaml", ...vendors])("%s", (file) => {
  const loaded = loadConfig(join(root, file));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { config } = loaded;
  const place = placeOf(config);
  const { name, path, vendor, externalId } = siemRoleOf(config);
  const role = `arn:aws:iam::${place.account}:role${path}${name}`;
  const session = `arn:aws:sts::${place.account}:assumed-role/${name}/vendor`;

  /** What is decided by a policy of the config, and by the role's own IAM. */
  const decide = (policy: string, request: AccessRequest, options: Partial<AuthorizeOptions>): string =>
    authorize(policyIn(config, policy), request, iamOf(config, role, name), {
      owner: place.account,
      ...options,
    }).verdict;
  const assume = (principal: string, context: NonNullable<AccessRequest["context"]> = {}): string =>
    decide(
      `trust:${name}`,
      { principal, action: "sts:AssumeRole", resource: role, context },
      { kind: "trust", iamAllows: true },
    );
  const caller = `arn:aws:iam::${vendor}:role/collector`;

  it("parses without a warning", () => {
    expect(loaded.warnings).toEqual([]);
  });

  it("lets the vendor assume the role with the external ID", () => {
    expect(assume(caller, { "sts:ExternalId": externalId })).toBe("Allowed");
  });

  it.each([
    ["without an external ID", {}],
    ["with another customer's external ID", { "sts:ExternalId": "another-customer" }],
    ["with a longer external ID", { "sts:ExternalId": `${externalId}X` }],
  ])("does not let the vendor assume the role %s", (_, context) => {
    expect(assume(caller, context)).toBe("ImplicitlyDenied");
  });

  it("does not let another account assume the role, even with the external ID", () => {
    const stranger = "arn:aws:iam::666666666666:role/collector";
    expect(assume(stranger, { "sts:ExternalId": externalId })).toBe("ImplicitlyDenied");
  });

  it("lets the vendor's session get, list and decrypt log files", () => {
    const log = `AWSLogs/${place.account}/CloudTrail/us-east-1/2026/11/24/log.json.gz`;
    const bucket = `arn:aws:s3:::${config.bucket?.name}`;
    const trail = `arn:aws:cloudtrail:us-east-1:${place.account}:trail/${config.name}`;
    const asRole = { "aws:PrincipalArn": role };
    const read = (action: string, resource: string, context: NonNullable<AccessRequest["context"]>): string =>
      decide(
        action.startsWith("s3:") ? "bucket" : "key",
        { principal: session, action, resource, context: { ...asRole, ...context } },
        { kind: action.startsWith("s3:") ? "bucket" : "key" },
      );
    expect(read("s3:GetObject", `${bucket}/${log}`, {})).toBe("Allowed");
    expect(read("s3:ListBucket", bucket, { "s3:prefix": "AWSLogs/" })).toBe("Allowed");
    const key = `arn:aws:kms:us-east-1:${place.account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    expect(read("kms:Decrypt", key, { [contextKey]: trail })).toBe("Allowed");
    expect(read("kms:Decrypt", key, {})).toBe("ImplicitlyDenied");
    expect(read("s3:PutObject", `${bucket}/${log}`, {})).toBe("ImplicitlyDenied");
  });
});

// What docs/siem-readers.md says that the role does not have.
test.each([
  ["sumo-logic", ["s3:GetObjectVersion", "s3:ListBucketVersions"]],
  ["datadog", ["cloudtrail:GetTrailStatus", "organizations:DescribeOrganization"]],
  ["expel", ["sqs:ReceiveMessage", "sqs:DeleteMessage"]],
])("the role of %s lacks just what the vendor needs in addition", (vendor, inAddition) => {
  const loaded = loadConfig(join(root, `examples/siem/${vendor}.yaml`));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const policy = JSON.stringify(policyIn(loaded.config, `reader:${siemRoleOf(loaded.config).name}`));
  const actions = [
    ...["s3:GetObject", "s3:ListBucket", "s3:GetBucketLocation", "cloudtrail:DescribeTrails"],
    ...inAddition,
  ];
  expect(actions.filter((action) => !policy.includes(`"${action}"`))).toEqual(inAddition);
});

test.each(vendors)("%s is described, with its page, in docs/siem-readers.md", (file) => {
  const [, page = "no page"] = /^# (https:\/\/\S+)$/m.exec(readFileSync(join(root, file), "utf8")) ?? [];
  const text = readFileSync(join(root, "docs/siem-readers.md"), "utf8");
  expect(text).toContain(`(../${file})`);
  expect(text).toContain(page);
});

function siemRoleOf({ readers }: Config) {
  const [role] = readers.flatMap((reader) => (reader.kind === "assumableRole" ? [reader] : []));
  const { name, path, trustedAccounts, externalId } = role ?? {};
  const [vendor] = trustedAccounts ?? [];
  if (name === undefined || path === undefined || vendor === undefined || !externalId)
    throw new Error("the config has no role for a vendor");
  return { name, path, vendor, externalId };
}

/** The role has its reader policy, and no organization limits it. */
function iamOf(config: Config, role: string, name: string) {
  const session = role.replace(/:iam:(.*):role\/.*/, `:sts:$1:assumed-role/${name}/vendor`);
  const parsed = parseDocuments({
    managementAccount: null,
    accounts: {
      [placeOf(config).account]: {
        identities: {
          [role]: { policies: [policyIn(config, `reader:${name}`)], boundary: null },
          [session]: { sessionPolicies: [] },
        },
      },
    },
    grants: { Grants: [] },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.documents;
}
