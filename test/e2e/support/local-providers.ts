import { readFileSync } from "node:fs";
import { join } from "node:path";
import { credentials, type SignIn } from "./local-aws";
import { LOCAL_PROVIDER, type TerraformRoot } from "./terraform";

/** What a config says of its providers. */
interface ProvidersOfConfig {
  readonly region?: string;
  /** By the alias of the provider. */
  readonly accounts?: Readonly<Record<string, string>>;
}

/** What a root needs for the module of a config: the provider without an alias, and one for each of `accounts`. */
export const localProviders = (config: object): string =>
  [LOCAL_PROVIDER, ...signIns(config).map(([alias, signIn]) => localProvider(alias, signIn))].join("\n");

/** A provider under an alias, signed in by itself: what the environment says is for the one without. */
export function localProvider(alias: string, signIn: SignIn): string {
  const settings = { alias, ...signInSettings(signIn), region: signIn.region };
  const lines = Object.entries(settings).map(([name, value]) => `  ${name} = "${value}"\n`);
  return LOCAL_PROVIDER.replace("{\n", `{\n${lines.join("")}`);
}

/** Signs the providers of a synthesized stack in that are for further accounts. */
export function signInFurtherAccounts(root: TerraformRoot, config: object): void {
  const { provider } = JSON.parse(readFileSync(join(root.directory, "cdk.tf.json"), "utf8")) as {
    readonly provider: { readonly aws: readonly { readonly alias?: string }[] };
  };
  const aliases = provider.aws.map(({ alias }) => alias);
  const aws = signIns(config)
    .filter(([alias]) => aliases.includes(alias))
    .map(([alias, signIn]) => ({ alias, ...signInSettings(signIn) }));
  if (aws.length > 0) root.write("sign_in_override.tf.json", JSON.stringify({ provider: { aws } }));
}

function signIns(config: object): readonly (readonly [alias: string, SignIn])[] {
  const { region = "us-east-1", accounts = {} } = config as ProvidersOfConfig;
  return Object.entries(accounts).map(([alias, account]) => [alias, { account, region }]);
}

function signInSettings(signIn: SignIn) {
  const { AWS_ACCESS_KEY_ID: access_key, AWS_SECRET_ACCESS_KEY: secret_key } = credentials(signIn);
  return { access_key, secret_key };
}
