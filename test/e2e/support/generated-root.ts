import { join } from "node:path";
import { localProviders } from "./local-providers";
import { LOCAL_PROVIDER, TerraformRoot } from "./terraform";
import { trailkey, writeConfig } from "./trailkey";

/** Generates the module of a config into a folder of the directory, over what stands there already. */
export async function generateModule(directory: string, config: object): Promise<string> {
  const module = join(directory, "module");
  await trailkey("generate", "-c", writeConfig(directory, config), "-o", module);
  return module;
}

/** The module of a config as a root, initialized. Generated again over an earlier one, it keeps that one's state. */
export async function generatedRoot(
  directory: string,
  config: object,
  env: Readonly<Record<string, string>>,
): Promise<TerraformRoot> {
  const root = new TerraformRoot(await generateModule(directory, config), env);
  root.write("provider.tf", localProviders(config));
  await root.init();
  return root;
}

/** A root of somebody's own, initialized, in a directory that exists. */
export async function writtenRoot(
  directory: string,
  configuration: string,
  env: Readonly<Record<string, string>>,
): Promise<TerraformRoot> {
  const root = new TerraformRoot(directory, env);
  root.write("main.tf", LOCAL_PROVIDER + configuration);
  await root.init();
  return root;
}
