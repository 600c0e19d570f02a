import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Config } from "../../lib/config/config";
import { loadConfig } from "../../lib/config/load";

/** The folder of the modules that others call, and of the configs that they are generated from. */
export const modulesFolder = join(__dirname, "../../modules");

/** The names of the configs that a module is generated from. */
export const configNames: readonly string[] = readdirSync(join(modulesFolder, "configs"))
  .map((file) => basename(file, ".yaml"))
  .sort();

export function configOfModule(name: string): Config {
  const loaded = loadConfig(join(modulesFolder, "configs", `${name}.yaml`));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}

/** What Terraform leaves in a folder in which it was run. Git ignores it, the package leaves it out, and no test sees it. */
const leftByTerraform = /(^|\/)(\.terraform(\/|$|\.lock\.hcl$)|[^/]*\.tfstate(\.|$)|tfplan$)/;

/** The files of a folder by their path in it, but for what Terraform left there. */
export function filesOf(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => !leftByTerraform.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}
