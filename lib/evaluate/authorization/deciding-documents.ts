import type { StatementName } from "../../policy/statement-name";
import type { Verdict } from "../decision";
import type { Truth } from "../truth";
import type { DecidingDocument } from "./authorization";
import type { Setting } from "./outcome";
import { goesThrough, outcomeOf } from "./outcome";
import type { Side, SidePart } from "./side";
import type { SideName, Sides } from "./sides";
import { valuesOf } from "./sides";

/** The documents on which a verdict rests, the resource policy first. */
export function decidingDocuments(
  setting: Setting,
  sides: Sides,
  verdict: Verdict,
): readonly DecidingDocument[] {
  switch (verdict) {
    case "ExplicitlyDenied":
      return denying(setting, sides);
    case "Allowed":
      return allowing(setting, sides);
    case "ImplicitlyDenied":
      return withholding(setting, sides, (truth) => truth === false, "does not allow");
    case "Unknown":
      return withholding(setting, sides, (truth) => truth !== true, "may decide");
  }
}

type NamedSide = readonly [SideName, Side];

const otherSides = ({ scps, rcps, identity, boundary, session }: Sides): readonly NamedSide[] => [
  ["rcps", rcps.exempt === true ? { ...rcps.side, parts: [] } : rcps.side],
  ["scps", scps.exempt === true ? { ...scps.side, parts: [] } : scps.side],
  ["identity", identity],
  ["boundary", boundary],
  ["session", session],
];

const named = (
  { document, statements }: SidePart,
  does: DecidingDocument["does"],
  isMeant: (weight: SidePart["weight"]) => boolean,
): DecidingDocument => ({
  ...document,
  does,
  statements: statements.filter(({ weight }) => isMeant(weight)).map(({ name }): StatementName => name),
});

function denying(setting: Setting, sides: Sides): readonly DecidingDocument[] {
  const { policy, isIamAlone, passesDeny } = setting;
  const own = isIamAlone || passesDeny ? [] : [sides.hasBoundary ? policy.partForBounded : policy.part];
  return [...own, ...otherSides(sides).flatMap(([, { parts }]) => parts)]
    .filter(({ weight }) => weight.denies === true)
    .map((part) => named(part, "denies", ({ denies }) => denies === true));
}

/** What allows, but for the organization's policies, which grant nothing. */
function allowing(setting: Setting, sides: Sides): readonly DecidingDocument[] {
  const { policy, isIamAlone, isForGrants } = setting;
  const withoutIam = valuesOf(sides, (side) => (side === "identity" ? "worst" : "as told"));
  const needsIam = outcomeOf(setting, withoutIam).allowed !== true;
  const told = valuesOf(sides, () => "as told");
  const needsGrant = outcomeOf(setting, { ...told, grants: false }).allowed !== true;
  return [
    ...(isIamAlone || isForGrants || needsGrant ? [] : [policy.part]),
    ...sides.grants.parts,
    ...(needsIam ? sides.identity.parts : []),
  ]
    .filter(({ weight }) => weight.allows === true)
    .map((part) => named(part, "allows", ({ allows }) => allows === true));
}

/** The documents of which each, were all others to let the request through, would not. */
function withholding(
  setting: Setting,
  sides: Sides,
  stops: (truth: Truth) => boolean,
  does: "does not allow" | "may decide",
): readonly DecidingDocument[] {
  const through = (as: SideName | null): Truth =>
    goesThrough(
      outcomeOf(
        setting,
        valuesOf(sides, (side) => (side === as || side === "grants" ? "as told" : "best")),
      ),
    );
  const mayDecide = ({ allows, denies }: SidePart["weight"]): boolean =>
    allows === "unknown" || denies === "unknown";
  const name = (part: SidePart): DecidingDocument => named(part, does, mayDecide);
  if (stops(through(null))) {
    const grants = sides.grants.parts.filter(({ weight }) => mayDecide(weight));
    return [setting.policy.part, ...(does === "may decide" ? grants : [])].map(name);
  }
  return otherSides(sides)
    .filter(([side]) => stops(through(side)))
    .flatMap(([side, { parts, missing }]) => {
      if (missing !== null) return [{ document: "iam" as const, does, statements: [] }];
      if (side !== "scps") return parts.map(name);
      // Each level must allow by itself.
      return parts.filter(({ weight }) => weight.allows !== true || weight.denies !== false).map(name);
    });
}
