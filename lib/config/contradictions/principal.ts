import { parseArn } from "../arn";
import type { Draft } from "../draft";
import { show } from "../show";
import type { Finding, Path } from "../problem";
import type { Named } from "./repeated";

/**
 * A user or role of the key's account. Its name is unique in the account whatever its path, so a name and an
 * ARN can be the same.
 */
export function principalNamed(draft: Draft, kind: "user" | "role", text: string, path: Path): Named {
  const shown = `${kind} ${show(text)}`;
  if (draft.opaque(text)) return { path, shown, identity: text };
  const arn = parseArn(text);
  const account = arn?.account ?? draft.keyAccount;
  const own = account === undefined || account === draft.keyAccount ? "" : account;
  return { path, shown, identity: `${own}:${kind}/${nameOf(arn?.resource ?? text)}` };
}

/** The kind of what an ARN of a user or role names. */
export const kindOf = (arn: string): "user" | "role" =>
  parseArn(arn)?.resource.startsWith("user/") === true ? "user" : "role";

/** A user or role named by an ARN of another account than the key's. */
export function foreignPrincipal(
  draft: Draft,
  text: string,
  path: Path,
  instead: string,
): readonly Finding[] {
  const account = draft.opaque(text) ? undefined : parseArn(text)?.account;
  if (account === undefined || draft.keyAccount === undefined || account === draft.keyAccount) return [];
  const message = `${show(text)} is of account ${account}, the key is of ${draft.keyAccount}: ${instead}`;
  return [{ path, message }];
}

const nameOf = (resource: string): string => resource.split("/").at(-1) ?? resource;
