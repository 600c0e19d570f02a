import { parseArn } from "../arn";
import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import type { PlacedMistake, Path } from "../problem";
import { pathText } from "../problem";
import { firstOfEach, repeated } from "./repeated";
import type { Named } from "./repeated";

/** Further trails that are named twice, or are meant already. */
export function sourceContradictions(draft: Draft): readonly PlacedMistake[] {
  return [
    ...listContradictions(draft, draft.config.encryptFor, ["encryptFor"]),
    ...listContradictions(draft, draft.config.bucket?.deliverFrom, ["bucket", "deliverFrom"]),
  ];
}

type WrittenSources = Draft["config"]["encryptFor"];
type WrittenSource = NonNullable<NonNullable<WrittenSources>[number]>;

function listContradictions(draft: Draft, sources: WrittenSources, path: Path): readonly PlacedMistake[] {
  const entries = entriesOf(sources, ...path).flatMap(({ item, path: at }): readonly Named[] => {
    const identity = sourceTextOf(item);
    return identity === undefined ? [] : [{ path: at, identity, kind: "trails", name: identity }];
  });
  const firsts = firstOfEach(entries);
  return [
    ...repeated(entries),
    ...entries.flatMap(({ path: at, identity: arn }): readonly PlacedMistake[] => {
      if (draft.opaque(arn)) return [];
      if (isOwnTrail(draft, arn)) return [{ path: at, code: "own-trail", args: { arn } }];
      const account = parseArn(arn)?.account;
      const whole = account === undefined ? undefined : firsts.get(account);
      if (whole === undefined) return [];
      return [{ path: at, code: "account-listed", args: { arn, account: pathText(whole.path) } }];
    }),
  ];
}

/** The account ID or trail ARN that an entry names, however it is written. */
export function sourceTextOf(source: WrittenSource): string | undefined {
  if (typeof source === "string") return source;
  return "account" in source ? source.account : "trail" in source ? source.trail : undefined;
}

function isOwnTrail(draft: Draft, arn: string): boolean {
  const { config, account, region } = draft;
  const parsed = parseArn(arn);
  if (config.trail === false || parsed === undefined) return false;
  const name = config.trail?.name ?? config.name;
  return parsed.account === account && parsed.region === region && parsed.resource === `trail/${name}`;
}
