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
