import { parse } from "yaml";
import { parseConfig } from "../../lib/config/parse";

/** Every name of the config that users may rely on. */
const contract = `
name: org-audit
account: "111111111111"
region: us-east-1
trail: { name: org-audit, multiRegion: true, logFileValidation: true }
key:
  alias: org-audit
  rotationDays: 365
  deletionWindowDays: 30
  multiRegion: false
  administrators: []
  style: strict
  existing: null
  handedOver: false
bucket: { name: org-audit-logs, existing: false, handedOver: false, account: null, prefix: null, bucketKey: true }
protect: true
encryptFor: []
readers:
  - user: Bob
  - role: Auditor
  - account: "222222222222"
  - assumableRole: { name: CloudTrailReadRole, trustedAccounts: ["222222222222"] }
tags: {}
`;

test("every option of the contract is read, and says no more than its default", () => {
  const whole = parseConfig(parse(contract));
  const { name, account, region, bucket, readers } = parse(contract) as Readonly<Record<string, unknown>>;
  const short = parseConfig({
    name,
    account,
    region,
    bucket: { name: (bucket as { name: string }).name },
    readers,
  });
  expect(whole).toMatchObject({ ok: true, warnings: [] });
  expect(short).toEqual(whole);
});
