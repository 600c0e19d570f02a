import { credentials, type SignIn } from "./local-aws";
import { LOCAL_PROVIDER } from "./terraform";

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

/** How a synthesized stack signs in to the further accounts of a config, by alias, as CDKTF names the settings. */
export const localSignIns = (config: object): object =>
  Object.fromEntries(
    signIns(config).map(([alias, signIn]) => {
      const { access_key: accessKey, secret_key: secretKey } = signInSettings(signIn);
      return [alias, { accessKey, secretKey }];
    }),
  );

function signIns(config: object): readonly (readonly [alias: string, SignIn])[] {
  const { region = "us-east-1", accounts = {} } = config as ProvidersOfConfig;
  return Object.entries(accounts).map(([alias, account]) => [alias, { account, region }]);
}

function signInSettings(signIn: SignIn) {
  const { AWS_ACCESS_KEY_ID: access_key, AWS_SECRET_ACCESS_KEY: secret_key } = credentials(signIn);
  return { access_key, secret_key };
}
