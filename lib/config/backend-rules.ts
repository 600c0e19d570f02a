import type { TextRule } from "./value-rule";

/** https://developer.hashicorp.com/terraform/language/backend/s3#configuration */
export const stateKeyRule: TextRule = {
  kind: "text",
  what: "the key of a state",
  expected: "1 to 1024 characters, without / at either end",
  minLength: 1,
  maxLength: 1024,
  patterns: [{ pattern: "^[^/\\u0000-\\u001f\\u007f]", says: "not start with / or a control character" }],
  forbidden: [
    { pattern: "/$", says: "end with /" },
    { pattern: "[\\u0000-\\u001f\\u007f]", says: "contain control characters" },
  ],
  example: "org-audit/terraform.tfstate",
};

/** https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/organizations */
export const cloudOrganizationRule: TextRule = {
  kind: "text",
  what: "an organization of HCP Terraform",
  expected: "3 to 40 letters, digits, - and _",
  minLength: 3,
  maxLength: 40,
  patterns: [{ pattern: "^[A-Za-z0-9_-]*$", says: "contain only letters, digits, - and _" }],
  example: "example-org",
};

/** https://developer.hashicorp.com/terraform/cloud-docs/workspaces/create */
export const workspaceNameRule: TextRule = {
  kind: "text",
  what: "a workspace name",
  expected: "1 to 90 letters, digits, - and _",
  minLength: 1,
  maxLength: 90,
  patterns: [{ pattern: "^[A-Za-z0-9_-]*$", says: "contain only letters, digits, - and _" }],
  example: "org-audit",
};

/** https://developer.hashicorp.com/terraform/cloud-docs/workspaces/tags */
export const workspaceTagRule: TextRule = {
  kind: "text",
  what: "a workspace tag",
  expected: "1 to 255 letters, digits, :, - and _",
  minLength: 1,
  maxLength: 255,
  patterns: [{ pattern: "^[A-Za-z0-9:_-]*$", says: "contain only letters, digits, :, - and _" }],
  example: "cloudtrail",
};
