import type { CompiledPolicy } from "./compile-policy";
import type { Because, Decision, DecidingStatement, StatementReason, Verdict } from "./decision";
import { decidingStatement, statementReason } from "./explain";
import type { Subject } from "./fit";
import { fit } from "./fit";
import type { Ruling, Standing } from "./ruling";
import { rulingOf } from "./ruling";
import type { Truth } from "./truth";
import { or } from "./truth";

/** Weighs what every statement does to the request. */
export function decide(policy: CompiledPolicy, subject: Subject, standing: Standing): Decision {
  return new WeighedDecision(policy, subject, standing);
}

/** Explaining costs several times what deciding does, so it is done when somebody asks. */
class WeighedDecision implements Decision {
  readonly verdict: Verdict;
  readonly possible: Decision["possible"];
  readonly because: Because;
  readonly statements: readonly DecidingStatement[];
  readonly faults: Decision["faults"];
  readonly #undecided: () => readonly StatementReason[];

  constructor({ statements, faults }: CompiledPolicy, subject: Subject, standing: Standing) {
    const rulings = statements.map((statement) => rulingOf(statement, fit(statement, subject), standing));
    this.possible =
      standing.say === "nothing"
        ? [standing.iamAllows ? "Allowed" : "ImplicitlyDenied"]
        : possibleVerdicts(rulings);
    const [only = "ImplicitlyDenied", another] = this.possible;
    const verdict = another === undefined ? only : "Unknown";
    this.verdict = verdict;
    this.because =
      standing.say === "nothing"
        ? becauseOfIamAlone(standing, subject)
        : becauseOf(verdict, rulings, standing);
    this.statements = rulings
      .filter((ruling) => decides(ruling, verdict))
      .map((ruling) => decidingStatement(ruling, verdict, subject));
    this.faults = faults;
    this.#undecided = () =>
      rulings.filter((ruling) => !decides(ruling, verdict)).map((ruling) => statementReason(ruling, subject));
  }

  get reasons(): readonly StatementReason[] {
    return this.#undecided();
  }

  toJSON(): Decision {
    const { verdict, possible, because, statements, reasons, faults } = this;
    return { verdict, possible, because, statements, reasons, faults };
  }
}

function possibleVerdicts(rulings: readonly Ruling[]): Decision["possible"] {
  let denies: Truth = false;
  let allows: Truth = false;
  for (const ruling of rulings) {
    denies = or(denies, ruling.denies);
    allows = or(allows, ruling.allows);
  }
  if (denies === true) return ["ExplicitlyDenied"];
  const otherwise: Decision["possible"] =
    allows === true ? ["Allowed"] : allows === false ? ["ImplicitlyDenied"] : ["Allowed", "ImplicitlyDenied"];
  return denies === false ? otherwise : [...otherwise, "ExplicitlyDenied"];
}

function decides({ denies, allows }: Ruling, verdict: Verdict): boolean {
  switch (verdict) {
    case "ExplicitlyDenied":
      return denies === true;
    case "Allowed":
      return allows === true;
    case "ImplicitlyDenied":
      return false;
    case "Unknown":
      return denies !== false || allows !== false;
  }
}

function becauseOfIamAlone({ iamAllows }: Standing, { caller }: Subject): Because {
  if (!caller.hasOwnIam) return "no-iam-to-allow";
  return iamAllows ? "allowed-by-iam-alone" : "left-to-iam-alone";
}

function becauseOf(verdict: Verdict, rulings: readonly Ruling[], { say, aliasAllows }: Standing): Because {
  switch (verdict) {
    case "ExplicitlyDenied":
      return "denied-by-statement";
    case "Unknown":
      return "unresolved";
    case "Allowed":
      return rulings.some(({ allowsAlone }) => allowsAlone === true)
        ? "allowed-by-statement"
        : "allowed-by-statement-and-iam";
    case "ImplicitlyDenied":
      if (rulings.every(({ allowsWithIam }) => allowsWithIam === false)) return "no-statement-allows";
      return say === "denying"
        ? "no-effect-across-accounts"
        : say === "key of alias" && !aliasAllows
          ? "alias-needs-iam"
          : "iam-does-not-allow";
  }
}
