import { parseArn } from "../arn";
import type { Draft } from "../draft";
import { entriesOf } from "../draft";
import type { Finding, Path } from "../problem";
import { pathText } from "../problem";
import { show } from "../show";
import { repeated } from "./repeated";

/** Further trails that are named twice, or are meant already. */
export function sourceContradictions(draft: Draft): readonly Finding[] {
  return [
    ...listContradictions(draft, draft.config.encryptFor, ["encryptFor"]),
    ...listContradictions(draft, draft.config.bucket?.deliverFrom, ["bucket", "deliverFrom"]),
  ];
}

type WrittenSources = Draft["config"]["encryptFor"];
type WrittenSource = NonNullable<NonNullable<WrittenSources>[number]>;

function listContradictions(draft: Draft, sources: WrittenSources, path: Path): readonly Finding[] {
  const entries = entriesOf(sources, ...path).flatMap(({ item, path: at }) => {
    const identity = textOf(item);
    return identity === undefined ? [] : [{ path: at, identity, shown: show(identity) }];
  });
  return [
    ...repeated(entries),
    ...entries.flatMap(({ path: at, identity }) => {
      if (draft.opaque(identity)) return [];
      if (isOwnTrail(draft, identity)) {
        return [
          { path: at, message: `${show(identity)} is this trail, which is meant already: leave it out` },
        ];
      }
      const account = parseArn(identity)?.account;
      const whole = account === undefined ? undefined : entries.find((entry) => entry.identity === account);
      if (whole === undefined) return [];
      const message = `${show(identity)} is a trail of an account that ${pathText(whole.path)} lists whole: leave one out`;
      return [{ path: at, message }];
    }),
  ];
}

/** The account id or trail ARN that an entry names, however it is written. */
export function textOf(source: WrittenSource): string | undefined {
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
