import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Config } from "../config/config";
import { isRecord } from "../config/is-record";
import { nearest } from "../config/nearest";
import { seen } from "../config/seen";
import type { ReportedProblem } from "../report/problem";
import { reported } from "../report/problem";
import type { PlacedByPath } from "./constructs/config-of";
import { unknownAliases } from "./constructs/provider-mistakes";

export type SettingsByAlias = Readonly<Record<string, AwsProviderConfig>>;

type ReadSettings =
  | { readonly ok: true; readonly settings: SettingsByAlias }
  | { readonly ok: false; readonly problems: readonly ReportedProblem[] };

/**
 * The settings of the providers of further accounts, by alias, from JSON text or the context of cdktf.json. What a
 * setting may hold is left to the provider. A name that it does not know is refused: CDKTF drops it silently.
 */
export function readProviderSettings(given: unknown, config: Config): ReadSettings {
  const settings = typeof given === "string" ? parsed(given) : given;
  const mistakes = isRecord(settings)
    ? [
        ...unknownAliases(option, settings, config),
        ...Object.entries(settings).flatMap(([alias, of]) => mistakesIn(`${option}.${alias}`, of)),
      ]
    : [noSettings(option, settings)];
  return mistakes.length > 0
    ? { ok: false, problems: mistakes.map(reported) }
    : { ok: true, settings: settings as SettingsByAlias };
}

const option = "awsProviders";

/** Text that is no JSON stays text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const mistakesIn = (path: string, settings: unknown): readonly PlacedByPath[] =>
  isRecord(settings)
    ? Object.keys(settings).flatMap((name) => unknownSetting(path, name))
    : [noSettings(path, settings)];

const noSettings = (path: string, value: unknown): PlacedByPath => ({
  path,
  code: "provider-settings",
  args: { value: seen(value) },
});

function unknownSetting(path: string, name: string): readonly PlacedByPath[] {
  const known = settingNames();
  if (known.includes(name)) return [];
  const meant = nearest(name, known);
  const args = meant === undefined ? {} : { meant };
  return [{ path: `${path}.${name}`, code: "provider-setting-unknown", args }];
}

/** The provider's class has a setter for each of its settings. */
const settingNames = (): readonly string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(AwsProvider.prototype))
    .filter(([, descriptor]) => descriptor.set !== undefined)
    .map(([name]) => name);
