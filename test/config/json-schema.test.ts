import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020";
import * as fc from "fast-check";
import { parse as parseYaml } from "yaml";
import { configJsonSchema } from "../../lib/config/json-schema";
import { configInputs } from "../support/arbitrary-config";

const { $schema, ...keywords } = configJsonSchema();
const draft7 = new Ajv({ allErrors: true }).compile({ $schema, ...keywords });
const draft2020 = new Ajv2020().compile(keywords);

const accepts = (input: unknown): boolean => {
  const verdict = draft7(input);
  // It is written in draft-07, and must mean the same to who reads it as 2020-12.
  expect(draft2020(input)).toBe(verdict);
  return verdict;
};

const least = { name: "org-audit", bucket: { name: "org-audit-logs" } };
const keyArn = "arn:aws:kms:us-east-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const examples = join(__dirname, "../../examples");

test("it names its draft", () => {
  expect($schema).toBe("http://json-schema.org/draft-07/schema#");
});

test.each(readdirSync(examples).filter((name) => name.endsWith(".yaml")))("examples/%s is valid", (name) => {
  expect(accepts(parseYaml(readFileSync(join(examples, name), "utf8")))).toBe(true);
});

test("every valid config is valid to it", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      expect(accepts(input)).toBe(true);
    }),
  );
});

test.each([
  [{}],
  [{ ...least, nam: "x" }],
  [{ ...least, name: "a..b" }],
  [{ ...least, name: "192.168.5.4" }],
  [{ ...least, account: 111111111111 }],
  [{ ...least, account: "11111111111" }],
  [{ ...least, region: "aws-global" }],
  [{ ...least, trail: true }],
  [{ ...least, trail: { multiRegion: "yes" } }],
  [{ ...least, key: { alias: "aws/s3" } }],
  [{ ...least, key: { description: "x".repeat(8193) } }],
  [{ ...least, key: { rotationDays: 89 } }],
  [{ ...least, key: { rotationDays: 90.5 } }],
  [{ ...least, key: { deletionWindowDays: 31 } }],
  [{ ...least, key: { style: "loose" } }],
  [{ ...least, key: { administrators: ["arn:aws:sts::111111111111:assumed-role/A/me"] } }],
  [{ ...least, key: { existing: "arn:aws:kms:us-east-1:111111111111:alias/a" } }],
  [{ ...least, bucket: {} }],
  [{ ...least, bucket: { name: "a.-b" } }],
  [{ ...least, bucket: { name: "logs", prefix: "a/" } }],
  [{ ...least, bucket: { name: "logs", deliverFrom: ["1"] } }],
  [{ ...least, encryptFor: ["arn:aws:cloudtrail:us-east-1:1:trail/one"] }],
  [{ ...least, encryptFor: [{ account: "222222222222", trail: "x" }] }],
  [{ ...least, readers: [{}] }],
  [{ ...least, readers: [{ user: "Bob", role: "Bob" }] }],
  [{ ...least, readers: [{ user: "arn:aws:iam::111111111111:role/A" }] }],
  [{ ...least, readers: [{ role: "a b" }] }],
  [{ ...least, readers: [{ account: "1" }] }],
  [{ ...least, readers: [{ assumableRole: { name: "team/R", trustedAccounts: ["222222222222"] } }] }],
  [{ ...least, readers: [{ assumableRole: { name: "R", trustedAccounts: [] } }] }],
  [{ name: "org-audit" }],
  [{ name: "org-audit", trail: false, bucket: { name: "org-audit-logs" } }],
  [{ name: "aws-audit", bucket: least.bucket }],
  [{ name: "org.audit", bucket: least.bucket }],
  [{ ...least, bucket: { ...least.bucket, handedOver: true } }],
  [{ ...least, key: { handedOver: true } }],
  [{ ...least, key: { existing: keyArn, rotationDays: 90 } }],
  [{ ...least, tags: { x: "" } }],
  [{ ...least, tags: JSON.parse('{ "__proto__": "x" }') as object }],
  [{ ...least, tags: { "AWS:x": "y" } }],
  [{ ...least, tags: { x: "y".repeat(257) } }],
  [{ ...least, tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, "x"])) }],
])("it refuses %j", (input) => {
  expect(accepts(input)).toBe(false);
});

test.each([
  [{ lifecycle: {} }],
  [{ lifecycle: { expireAfterDays: null } }],
  [{ lifecycle: { expireAfterDays: 36_501 } }],
  [{ objectLock: { mode: "governance" } }],
  [{ objectLock: { mode: "governance", days: 1, confirm: "compliance" } }],
  [{ objectLock: { mode: "compliance", days: 1 } }],
  [{ accessLog: { prefix: "trail/" } }],
  [{ accessLog: { bucket: "access-logs", prefix: "/trail" } }],
  [{ forceDestroy: true }],
  [{ existing: true, lifecycle: { expireAfterDays: 1 } }],
  [{ existing: true, objectLock: { mode: "governance", days: 1 } }],
  [{ existing: true, accessLog: { bucket: "access-logs" } }],
])("it refuses a bucket with %j", (bucket) => {
  expect(accepts({ ...least, bucket: { ...least.bucket, ...bucket } })).toBe(false);
});

test("it takes forceDestroy where nothing is protected or locked, and the bucket is made here", () => {
  const forced = (bucket: object): object => ({
    ...least,
    protect: false,
    bucket: { ...least.bucket, forceDestroy: true, ...bucket },
  });
  expect(accepts(forced({}))).toBe(true);
  expect(accepts(forced({ existing: true }))).toBe(false);
  expect(accepts(forced({ objectLock: { mode: "governance", days: 1 } }))).toBe(false);
});

test("every option says what it is for, and those that may be left out what happens then", () => {
  const sections = [keywords, ...["trail", "key", "bucket"].map((name) => sectionOf(name))];
  for (const { properties = {}, required = [] } of sections) {
    for (const [name, option] of Object.entries(properties)) {
      expect({ name, description: option.description }).toEqual({
        name,
        description: expect.stringMatching(/^[A-Z].*[.]$/) as unknown,
      });
      const says = "default" in option || option.description?.includes(" Default: ") === true;
      expect({ name, says }).toEqual({ name, says: !required.includes(name) });
    }
  }
});

function sectionOf(name: string): Pick<typeof keywords, "properties" | "required"> {
  const option = keywords.properties?.[name] ?? {};
  return [option, ...(option.anyOf ?? [])].find(({ properties }) => properties !== undefined) ?? {};
}
