import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeSuccessors, removeProject, successors, successorsProject } from "../support/successors";

const options = 'name: "org-audit", account: "111111111111", bucket: { name: "org-audit-logs" }';

/** A stack of one library with a construct of trailkey for the other; what it gives is the text of a role's ARN. */
const mixed = (library: string, entry: string, construct: string): string => `
const { App, TerraformStack } = require("${library}");
const { AwsProvider } = require("@${library}/provider-aws/lib/provider");
const { IamRole } = require("@${library}/provider-aws/lib/iam-role");
const { EncryptedTrail, LogKey, TrailStack } = require("trailkey/${entry}");
class Audit extends TerraformStack {}
const app = new App();
const stack = new Audit(app, "audit");
new AwsProvider(stack, "aws", { region: "us-east-1" });
const role = new IamRole(stack, "auditor", { assumeRolePolicy: "{}" });
${construct}
app.synth();
`;

const trail = `new EncryptedTrail(stack, "trail", { ${options}, readers: [{ role: role.arn }] });`;
const key = `new LogKey(stack, "key", { name: "org-audit", readers: [{ role: role.arn }] });`;
const whole = `new TrailStack(app, "whole", { ${options} });`;

describeSuccessors("a construct of trailkey for one library in a stack of the other", () => {
  let project: string;
  beforeAll(() => {
    project = successorsProject();
  });
  afterAll(() => {
    removeProject(project);
  });

  const run = (source: string, cwd = project) => {
    const file = join(cwd, "app.js");
    writeFileSync(file, source);
    const { status, stderr } = spawnSync(process.execPath, [file], { cwd, encoding: "utf8" });
    return { status, said: stderr.replace(/\n+Node\.js v.*\n$/, "").split("\n") };
  };

  test.each([
    ["cdktf", "cdktn", "EncryptedTrail", trail, "audit", "audit/trail"],
    ["cdktf", "cdktn", "LogKey", key, "audit", "audit/key"],
    ["cdktf", "cdktn", "TrailStack", whole, "the app", "whole"],
    ["cdktn", "cdktf", "EncryptedTrail", trail, "audit", "audit/trail"],
    ["cdktn", "cdktf", "TrailStack", whole, "the app", "whole"],
  ])("of trailkey/%s in %s: %s says so in one sentence", (entry, library, _name, construct, scope, path) => {
    const { status, said } = run(mixed(library, entry, construct));
    expect(said.filter((line) => line !== "")).toEqual([
      `${scope} is a construct of ${library}: import from trailkey/${library}, not from trailkey/${entry}`,
      `    at ${path}`,
    ]);
    expect(status).not.toBe(0);
  });

  test.each(["cdktf", "cdktn"])("does not keep both from one process: %s in its own app", (library) => {
    const both = `require("trailkey/cdktf"); require("trailkey/cdktn");\n${mixed(library, library, trail)}`;
    expect(run(both)).toEqual({ status: 0, said: [""] });
  });

  describe("where the other is all that is installed", () => {
    let moved: string;
    beforeAll(() => {
      moved = mkdtempSync(join(tmpdir(), "trailkey-moved-"));
      cpSync(join(project, "node_modules"), join(moved, "node_modules"), { recursive: true });
      for (const name of ["cdktn", "@cdktn", "constructs"])
        symlinkSync(join(successors, "node_modules", name), join(moved, "node_modules", name));
    });
    afterAll(() => {
      rmSync(moved, { recursive: true });
    });

    test("the entry names the one to import", () => {
      const { status, said } = run('require("trailkey/cdktf");', moved);
      expect(said.filter((line) => line !== "")).toEqual([
        "cdktf is not installed here, and cdktn is: import from trailkey/cdktn, not from trailkey/cdktf",
        "    at trailkey/cdktf",
      ]);
      expect(status).not.toBe(0);
      expect(run('require("trailkey/cdktn");', moved)).toEqual({ status: 0, said: [""] });
    });

    test("the app names the one for it", () => {
      const { status, said } = run('require("./node_modules/trailkey/dist/main.js");', moved);
      expect(said[0]).toMatch(
        /^cdktf is not installed here, and cdktn is, whose app is trailkey\/dist\/main-cdktn\.js; for cdktf: npm install /,
      );
      expect(status).toBe(1);
    });
  });
});
