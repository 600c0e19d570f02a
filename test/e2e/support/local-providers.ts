import { credentials, type SignIn } from "./local-aws";
import { LOCAL_PROVIDER } from "./terraform";

/** What a config says of its providers. */
interface ProvidersOfConfig {
  readonly region?: string;
  readonly account?: string;
  /** By the alias of the provider. */
  readonly accounts?: Readonly<Record<string, string>>;
  readonly key?: { readonly account?: string; readonly replicas?: readonly string[] };
}

/**
 * What a root needs for the module of a config: the provider without an alias, one for each of `accounts`, and one for each
 * Region with a replica of the key.
 */
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
  const { region = "us-east-1", account = "", accounts = {}, key = {} } = config as ProvidersOfConfig;
  const keyAccount = accounts[key.account ?? ""] ?? account;
  return [
    ...Object.entries(accounts).map(([alias, id]) => [alias, { account: id, region }] as const),
    ...(key.replicas ?? []).map(
      (place) => [place.replaceAll("-", "_"), { account: keyAccount, region: place }] as const,
    ),
  ];
}

function signInSettings(signIn: SignIn) {
  const { AWS_ACCESS_KEY_ID: access_key, AWS_SECRET_ACCESS_KEY: secret_key } = credentials(signIn);
  return { access_key, secret_key };
}
