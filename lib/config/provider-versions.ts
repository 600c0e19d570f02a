import type { SelectorField } from "./advanced-selector";
import type { Path } from "./problem";
import type { Version, VersionRange } from "./version-range";
import { compareVersions, intersection, rangeOf } from "./version-range";

/** What of a config, parsed or as written, decides which versions of the AWS provider it works on. */
interface ProviderFacts {
  readonly module?: { readonly variables?: "config" | "all" | undefined } | undefined;
  readonly organization?:
    { readonly delegatedAdministrators?: readonly unknown[] | undefined } | null | undefined;
  readonly events?: { readonly advanced?: readonly (SelectorFacts | undefined)[] | undefined } | undefined;
}

interface SelectorFacts {
  readonly FieldSelectors?:
    readonly ({ readonly Field?: SelectorField | undefined } | undefined)[] | undefined;
}

/** An option that needs a newer provider than the rest of a module. */
interface ProviderNeed {
  readonly from: Version;
  readonly option: Path;
  readonly isNeeded: (config: ProviderFacts) => boolean;
}

/**
 * The AWS provider versions that every module works on. `rotation_period_in_days` of a key came with 5.49; everything
 * else that each module has is older. Run with 5.100; 5.60 was only read about.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/CHANGELOG.md
 */
const ofEveryModule: VersionRange = { from: [5, 60, 0], below: [7, 0, 0], except: [] };

/**
 * The version that knows a field of advanced event selectors. `userIdentity.arn` came earlier; 5.100 is the oldest that
 * was seen to have it.
 * https://github.com/hashicorp/terraform-provider-aws/blob/v6.2.0/CHANGELOG.md
 */
const fieldSince: Readonly<Partial<Record<SelectorField, Version>>> = {
  "userIdentity.arn": [5, 100, 0],
  errorCode: [6, 2, 0],
  eventType: [6, 2, 0],
  sessionCredentialFromConsole: [6, 2, 0],
  vpcEndpointId: [6, 2, 0],
};

/** A row for each option whose resource or argument came later than that. */
const providerNeeds: readonly ProviderNeed[] = [
  ...Object.entries(fieldSince).map(([field, from]): ProviderNeed => ({
    from,
    option: ["events", "advanced"],
    isNeeded: ({ events }) =>
      (events?.advanced ?? []).some((selector) =>
        selector?.FieldSelectors?.some((one) => one?.Field === field),
      ),
  })),
  {
    from: [5, 63, 0],
    option: ["organization", "delegatedAdministrators"],
    // A module for others takes them as a variable.
    isNeeded: ({ organization, module }) =>
      organization !== undefined &&
      organization !== null &&
      (module?.variables === "all" || (organization.delegatedAdministrators ?? []).length > 0),
  },
];

/** The versions that what a config builds works on, and the option that asks for the newest of them, if one does. */
export function neededProvider(config: ProviderFacts): {
  readonly range: VersionRange;
  readonly option: Path | null;
} {
  const [newest] = providerNeeds
    .filter(({ isNeeded }) => isNeeded(config))
    .sort((left, right) => compareVersions(right.from, left.from));
  return newest === undefined
    ? { range: ofEveryModule, option: null }
    : { range: { ...ofEveryModule, from: newest.from }, option: newest.option };
}

/** The versions that a module is for: those that it works on, of them those that `provider.aws` allows. */
export function providerRange(config: ProviderFacts, constraint: string | null | undefined): VersionRange {
  const { range } = neededProvider(config);
  const narrower = typeof constraint === "string" ? rangeOf(constraint) : undefined;
  return narrower === undefined ? range : intersection(range, narrower);
}

/**
 * The first version in which every resource has the argument `region`.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
const regionArgument: Version = [6, 0, 0];

/**
 * The first version in which the encryption of a bucket has `blocked_encryption_types`. From 6.40 on Terraform leaves
 * what S3 has where it is not set; before, it plans to remove it, over and over.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md
 */
const blockedEncryptionTypes: Version = [6, 22, 0];

/** What every version of a range can do. */
export const providerCan = ({
  from,
}: VersionRange): { readonly setRegion: boolean; readonly blockEncryptionTypes: boolean } => ({
  setRegion: compareVersions(from, regionArgument) >= 0,
  blockEncryptionTypes: compareVersions(from, blockedEncryptionTypes) >= 0,
});
