import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { bare, granting, grantingInOrganization, grantingOwnLogs } from "../support/open-modules";
import { configOf } from "../support/place";

const closed = { ...granting, module: { variables: "config" } };
const existingKey = {
  ...closed,
  key: { existing: "arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
  readers: [{ role: "Auditor" }],
};

/** The files of the module's root, by name. */
const rootOf = (input: unknown): ReadonlyMap<string, string> =>
  new Map(
    render(describeConfig(configOf(input)))
      .filter(({ path }) => /^[^/]*\.tf$/.test(path))
      .map(({ path, content }) => [path, content]),
  );

test.each([
  ["a module for others", granting],
  ["one that grants nothing", bare],
  ["a config's own", closed],
  ["an organization's", grantingInOrganization],
  ["an organization's whose accounts read their own logs", grantingOwnLogs],
])(
  "a policy's values stand in the policy's file, and main.tf has what several files share: %s",
  (_, input) => {
    const root = rootOf(input);
    const main = root.get("main.tf") ?? "";
    const locals = main.slice(main.indexOf("locals {"));
    for (const [, name = ""] of locals.matchAll(/^ {2}(\w+) += /gm)) {
      const users = [...root]
        .filter(([, content]) => content.includes(`local.${name}`))
        .map(([path]) => path);
      expect({ name, several: users.includes("main.tf") || users.length > 1 }).toEqual({
        name,
        several: true,
      });
    }
    expect(main).not.toContain("jsonencode");
  },
);

test("the trails that may encrypt with a key that exists stand in key.tf, although it has no resource", () => {
  const root = rootOf(existingKey);
  expect(root.get("key.tf")).toContain("encrypt_for_arns");
  expect(root.get("key.tf")).not.toContain("resource ");
  expect(root.get("key.tf")).toContain("key_policy = jsonencode({");
  expect(root.get("outputs.tf")).not.toContain("jsonencode");
});
