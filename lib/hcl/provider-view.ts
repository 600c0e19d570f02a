import type { Blueprint, Provider } from "../terraform/blueprint";
import { printInline } from "../terraform/print-inline";
import { quote } from "../terraform/quoted-string";
import { usedProviders } from "../terraform/used-providers";
import { align, type Assignment } from "./alignment";

/** A `provider` block of a root. */
export interface ProviderView {
  readonly assignments: readonly Assignment[];
}

/** What a root that applies the module configures; a setting that the config leaves open is left out. */
export const providerViews = (blueprint: Blueprint): readonly ProviderView[] =>
  usedProviders(blueprint)
    .map(providerView)
    .filter(({ assignments }) => assignments.length > 0);

const providerView = ({ alias, account, region }: Provider): ProviderView => ({
  assignments: align([
    ...(alias === null ? [] : [{ name: "alias", value: quote(alias) }]),
    ...(region === null ? [] : [{ name: "region", value: printInline(region) }]),
    ...(account === null ? [] : [{ name: "allowed_account_ids", value: `[${printInline(account)}]` }]),
  ]),
});
