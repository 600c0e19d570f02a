import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { run } from "./support/run";
import { inTemporaryDirectory, TerraformRoot } from "./support/terraform";
import { repository } from "./support/trailkey";

const tag = "v0.1.0";

/** A bare repository with what is published of ours, under a tag. Nothing of the user's git configuration counts. */
async function published(directory: string): Promise<string> {
  const [work, bare] = [join(directory, "work"), join(directory, "trailkey.git")];
  mkdirSync(work);
  for (const part of ["modules", "README.md", "LICENSE"])
    cpSync(join(repository, part), join(work, part), {
      recursive: true,
      filter: (source) => !source.includes(".terraform"),
    });
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const git = (...args: readonly string[]) => run("git", args, { cwd: work, env });
  const author = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  await git("init", "--quiet");
  await git("add", "--all");
  await git(...author, "commit", "--quiet", "--message", "release");
  await git("tag", tag);
  await git("clone", "--quiet", "--bare", ".", bare);
  return bare;
}

/** The layout that `npm install trailkey` makes. */
function installed(directory: string): void {
  cpSync(join(repository, "modules"), join(directory, "node_modules/trailkey/modules"), { recursive: true });
}

const call = (name: string, source: string, values = ""): string =>
  `module "${name}" {\n  source = "${source}"\n${values}}\n`;

describeE2e("a module's source", () => {
  test(
    "can be a tag of a git repository, and the folder of the npm package",
    () =>
      inTemporaryDirectory(async (directory) => {
        const bare = await published(directory);
        const root = join(directory, "root");
        mkdirSync(root);
        installed(root);
        const terraform = new TerraformRoot(root, {});
        const bucket = '  bucket_name = "audit-trail-logs"\n';
        terraform.write(
          "main.tf",
          [
            call("key", `git::file://${bare}//modules/key?ref=${tag}`),
            call("trail", `git::file://${bare}//modules/trail?ref=${tag}`, bucket),
            call("package", "./node_modules/trailkey/modules/trail", bucket),
          ].join("\n"),
        );
        await terraform.init();
        await terraform.validate();
        terraform.write("main.tf", call("key", `git::file://${bare}//modules/key?ref=v0.0.9`));
        await expect(terraform.init()).rejects.toThrow("v0.0.9");
      }),
    E2E_WITHIN_MS,
  );
});
