import type { Config } from "../../config/config";
import { keyOwner } from "../../config/key-owner";
import { cloudTrail } from "../../policy/cloudtrail";
import { logsPrincipal } from "../../policy/cloudwatch-logs";
import type { Blueprint } from "../../terraform/blueprint";
import { blockAddress } from "../../terraform/blueprint";
import type { JsonValue } from "../../terraform/canonical-json";
import type { Mock, MockedProvider, TestValues } from "../../terraform/module-test";
import type { TestPlace } from "./place";

/** Every provider of the module, with what it answers in the place of the tests. */
export const mockedProviders = (
  config: Config,
  { providers, blocks }: Blueprint,
  place: TestPlace,
): readonly MockedProvider[] =>
  providers.map(({ alias, account, region }) => {
    const own = blocks.filter(({ provider = null }) => provider === alias);
    const values = answers(config, placeOf(place, alias, region), accountOf(place, alias, account));
    const of = (mode: Mock["mode"]): readonly Mock[] =>
      [...new Set(own.filter((block) => block.mode === mode).map(({ type }) => type))].flatMap((type) => {
        const found = values[mode][type];
        return found === undefined ? [] : [{ mode, type, values: found }];
      });
    return { alias, mocks: [...of("data"), ...of("resource")] };
  });

/** What the mocks answer, by the address of the attribute: `data.aws_region.current.id`. */
export function mockedAttributes(
  { blocks }: Blueprint,
  providers: readonly MockedProvider[],
): ReadonlyMap<string, JsonValue> {
  return new Map(
    blocks.flatMap((block) => {
      const provider = providers.find(({ alias }) => alias === (block.provider ?? null));
      const mock = provider?.mocks.find(({ mode, type }) => mode === block.mode && type === block.type);
      return Object.entries(mock?.values ?? {}).map(
        ([name, value]) => [`${blockAddress(block)}.${name}`, value] as const,
      );
    }),
  );
}

function accountOf(
  place: TestPlace,
  alias: string | null,
  account: Blueprint["providers"][number]["account"],
) {
  if (alias === null) return place.account;
  return account?.kind === "literal" ? String(account.value) : place.account;
}

/** Only the providers of replicas are for another Region. */
const placeOf = (
  place: TestPlace,
  alias: string | null,
  region: Blueprint["providers"][number]["region"],
): TestPlace =>
  alias !== null && region?.kind === "literal" ? { ...place, region: String(region.value) } : place;

function answers(
  config: Config,
  { partition, region, account: home }: TestPlace,
  account: string,
): Readonly<Record<Mock["mode"], Readonly<Record<string, TestValues>>>> {
  const { organization } = config;
  const owner = keyOwner({ ...config, account: home }) ?? home;
  return {
    data: {
      aws_partition: { partition },
      aws_caller_identity: { account_id: account },
      aws_region: { id: region },
      aws_service_principal: { id: logsPrincipal(partition, region) },
      ...(organization !== null && {
        aws_organizations_organization: {
          id: organization.id,
          master_account_id: organization.managementAccount ?? home,
          aws_service_access_principals: [cloudTrail],
        },
      }),
    },
    resource: {
      // The provider looks at ARNs that it is given, so a made-up text would not do.
      ...(config.logGroup !== null && {
        aws_iam_role: { arn: `arn:${partition}:iam::${account}:role/example` },
      }),
      ...(config.notifications !== null && {
        aws_sns_topic: { arn: `arn:${partition}:sns:${region}:${account}:example` },
      }),
      aws_kms_key: {
        arn: `arn:${partition}:kms:${region}:${owner}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
      },
    },
  };
}
