import { describe as describeConfig } from "../../lib/describe/describe";
import { moduleCall } from "../../lib/hcl/module-call";
import { configOf } from "../support/place";

const callOf = (input: object) => moduleCall(describeConfig(configOf({ trail: false, ...input })), "../..");

test.each([
  ["org-audit", "org_audit"],
  ["PlatformAudit", "platform_audit"],
  ["platform.audit_2", "platform_audit_2"],
  ["2026-audit", "_2026_audit"],
])("the module of %s is called %s", (name, label) => {
  expect(callOf({ name, key: { alias: "logs" } }).label).toBe(label);
});

test("a call passes nothing that the module's defaults say already", () => {
  expect(callOf({ name: "logs", encryptFor: ["222222222222"] }).assignments).toEqual([]);
});

test("a call passes what the config grants and the module's defaults do not", () => {
  const { source, assignments } = callOf({
    name: "logs",
    encryptFor: ["222222222222"],
    module: { variables: "all" },
  });
  expect(source).toBe('"../.."');
  expect(assignments).toEqual([{ name: "encrypt_for_account_ids", value: '["222222222222"]' }]);
});

test("a call leaves out the members of a role that its config does not have", () => {
  const { assignments } = callOf({
    name: "logs",
    readers: [{ assumableRole: { name: "Reader", trustedAccounts: ["222222222222"] } }],
    module: { variables: "all" },
  });
  const given = assignments.find(({ name }) => name === "reader_roles")?.value;
  expect(given).toContain("trusted_account_ids");
  expect(given).not.toContain("null");
});
