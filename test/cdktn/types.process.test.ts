import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeSuccessors, removeProject, successorsProject } from "../support/successors";

const compiler = join(__dirname, "../../node_modules/typescript/bin/tsc");

const app = (library: string): string => `
import { App, TerraformStack } from "${library}";
import type { KmsKey } from "@${library}/provider-aws/lib/kms-key";
import { AwsProvider } from "@${library}/provider-aws/lib/provider";
import { EncryptedTrail, LogKey, TrailStack } from "trailkey/${library}";

const stack: TerraformStack = new TrailStack(new App(), "audit", {
  name: "org-audit",
  bucket: { name: "org-audit-logs" },
  awsProvider: { profile: "audit" },
});
const provider = new AwsProvider(stack, "aws");
const trail = new EncryptedTrail(stack, "trail", { name: "org-audit", bucket: { name: "org-audit-logs" }, provider });
const key: KmsKey | undefined = new LogKey(stack, "key", { name: "org-audit", provider }).key;
console.log(key, trail.trail.arn);
`;

describeSuccessors("the declarations hold without skipLibCheck, and fit the classes of", () => {
  let project: string;
  beforeAll(() => {
    project = successorsProject();
  });
  afterAll(() => {
    removeProject(project);
  });

  const messagesOf = (source: string, moduleResolution: string): string => {
    writeFileSync(join(project, "main.ts"), source);
    const compilerOptions = {
      target: "ES2022",
      module: moduleResolution === "node" ? "commonjs" : "node16",
      moduleResolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
      types: ["node"],
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts"] }));
    return spawnSync(process.execPath, [compiler, "-p", project], { encoding: "utf8" }).stdout;
  };

  test("cdktn 0.24 and @cdktn/provider-aws 25", () => {
    expect(messagesOf(app("cdktn"), "node16")).toBe("");
  });

  // `cdktf init` makes projects with "moduleResolution": "node".
  test("cdktf 0.21 and @cdktf/provider-aws 21", () => {
    expect(messagesOf(app("cdktf"), "node")).toBe("");
  });
});
