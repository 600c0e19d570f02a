import type { Truth } from "../truth";
import { and, or } from "../truth";
import type { MissingDocument } from "./authorization";
import type { CallerSides } from "./caller-sides";
import type { OrganizationSide } from "./organization-sides";
import type { Values } from "./outcome";
import type { Side } from "./side";
import type { Weight } from "./weight";
import { anyWeight, neutral } from "./weight";

/** All that decides a request beside the resource policy. */
export interface Sides extends CallerSides {
  readonly scps: OrganizationSide;
  readonly rcps: OrganizationSide;
  readonly grants: Side;
}

export type SideName =
  "identity" | "boundary" | "session" | "scps" | "rcps" | "grants" | "management account";

/** How a side is taken: as it is told, as not known, or as what lets the request through, or stops it. */
export type Taken = "as told" | "unknown" | "best" | "worst";

/** The sides of which something was not given that may have a say. */
export function missingIn(
  sides: Sides,
): readonly { readonly side: SideName; readonly document: MissingDocument }[] {
  const { identity, boundary, session, scps, rcps, grants } = sides;
  const named = { identity, boundary, session, scps: scps.side, rcps: rcps.side, grants };
  const missing = (Object.keys(named) as (keyof typeof named)[]).flatMap((side) => {
    const document = named[side].missing;
    return document ? [{ side, document }] : [];
  });
  const needsManagement = scps.needsManagementAccount || rcps.needsManagementAccount;
  return [
    ...missing,
    ...(needsManagement
      ? [{ side: "management account" as const, document: { document: "management-account" as const } }]
      : []),
  ];
}

export function valuesOf(sides: Sides, take: (side: SideName) => Taken): Values {
  const weight = (side: Exclude<SideName, "management account">, { weight: told }: Side): Weight =>
    weights[take(side)] ?? told;
  const organization = (side: "scps" | "rcps", told: OrganizationSide): Weight => {
    const isManagement = told.needsManagementAccount && exemptions[take("management account")];
    return exempted(weight(side, told.side), or(told.exempt, isManagement));
  };
  return {
    identity: weight("identity", sides.identity),
    boundary: weight("boundary", sides.boundary),
    session: weight("session", sides.session),
    scps: organization("scps", sides.scps),
    rcps: organization("rcps", sides.rcps),
    grants: weight("grants", sides.grants).allows,
    hasBoundary: bounds[take("boundary")] ?? sides.hasBoundary,
    onAlias: weights[take("identity")]?.allows ?? sides.onAlias,
  };
}

const weights: Readonly<Record<Taken, Weight | null>> = {
  "as told": null,
  unknown: anyWeight,
  best: neutral,
  worst: { allows: false, denies: true },
};

/** Where the management account was not given, it is assumed to be another than those that are asked about. */
const exemptions: Readonly<Record<Taken, Truth>> = {
  "as told": false,
  unknown: "unknown",
  best: true,
  worst: false,
};

/** A boundary can only take away. */
const bounds: Readonly<Record<Taken, Truth | null>> = {
  "as told": null,
  unknown: "unknown",
  best: false,
  worst: true,
};

const exempted = ({ allows, denies }: Weight, exempt: Truth): Weight => ({
  allows: or(allows, exempt),
  denies: and(denies, exempt === false ? true : exempt === true ? false : "unknown"),
});
