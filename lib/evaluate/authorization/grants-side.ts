import type { Subject } from "../fit";
import type { Documents } from "./documents";
import { grantAllows } from "./grant";
import { isGrantable } from "./operation";
import type { ResourceKind } from "./outcome";
import type { Side } from "./side";
import { notGiven, settled } from "./side";
import { silent, together } from "./weight";

/** The grants on a key: each is an Allow beside the key policy. */
export function grantsSide(subject: Subject, { grants }: Documents, kind: ResourceKind): Side {
  const canBeGranted = kind === "key" && isGrantable(subject.action) && subject.request.principal !== "*";
  if (!canBeGranted) return settled(silent);
  if (grants === undefined) return notGiven(silent, { document: "grants" });
  const parts = grants.map((grant) => ({
    document: { document: "grant" as const, id: grant.id },
    weight: { allows: grantAllows(grant, subject), denies: false },
    statements: [],
  }));
  return settled(together(parts.map(({ weight }) => weight)), parts);
}
