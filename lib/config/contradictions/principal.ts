import { parseArn } from "../arn";
import type { Draft } from "../draft";
import type { PlacedMistake, Path } from "../problem";
import type { Named } from "./repeated";

/**
 * A user or role of the key's account. Its name is unique in the account whatever its path and case, so a name
 * and an ARN can be the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
 *
 * @param home Account of a bare name.
 */
export function principalNamed(
  draft: Draft,
  kind: "user" | "role",
  text: string,
  path: Path,
  home: string | undefined,
): Named {
  const entry = { path, kind, name: text };
  if (draft.opaque(text)) return { ...entry, identity: text };
  const arn = parseArn(text);
  const account = arn?.account ?? home;
  return {
    ...entry,
    identity: `${account ?? ""}:${kind}/${lastPartOf(arn?.resource ?? text).toLowerCase()}`,
  };
}

/** The account that bare names are of: the key's. Where the config does not say it, the ARNs beside them do. */
export function homeOf({ keyAccount, config, opaque }: Draft): string | undefined {
  if (keyAccount !== undefined) return keyAccount;
  const texts = [
    ...(config.key?.administrators ?? []),
    ...(config.readers ?? []).flatMap((reader) => {
      if (reader === undefined) return [];
      return "user" in reader ? [reader.user] : "role" in reader ? [reader.role] : [];
    }),
  ];
  const arns = texts.flatMap((text) => (text === undefined || opaque(text) ? [] : (parseArn(text) ?? [])));
  return arns[0]?.account;
}

/** The account that a role is created in: the one that it names, else the one that `key.account` names, else `account`. */
export const roleAccount = ({ accountOf, config }: Draft, name: string | undefined): string | undefined =>
  accountOf(name ?? config.key?.account);

/** The kind of what an ARN of a user or role names. */
export const principalKindOf = (arn: string): "user" | "role" =>
  parseArn(arn)?.resource.startsWith("user/") === true ? "user" : "role";

/** A user or role named by an ARN of another account than the key's. */
export function foreignPrincipal(
  draft: Draft,
  text: string,
  path: Path,
  as: "reader" | "administrator",
): readonly PlacedMistake[] {
  const account = draft.opaque(text) ? undefined : parseArn(text)?.account;
  if (account === undefined || draft.keyAccount === undefined || account === draft.keyAccount) return [];
  const args = { arn: text, account, keyAccount: draft.keyAccount, as };
  return [{ path, code: "foreign-principal", args }];
}

const lastPartOf = (resource: string): string => resource.split("/").at(-1) ?? resource;
