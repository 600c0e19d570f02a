import type { Draft } from "../draft";
import { differ, entriesOf } from "../draft";
import type { PlacedMistake } from "../problem";
import { maximumDelegatedAdministrators } from "../rules";
import { repeated } from "./repeated";

/** An organization whose management account is not known, or administrators that cannot be registered. */
export function organizationContradictions(draft: Draft): readonly PlacedMistake[] {
  const { organization, account } = draft.config;
  if (organization === undefined) return [];
  const isMissing =
    (organization.managementAccount ?? null) === null &&
    (account ?? null) === null &&
    !draft.unsound("organization", "managementAccount") &&
    !draft.unsound("account");
  return [
    ...(isMissing
      ? [
          {
            path: ["organization", "managementAccount"],
            code: "management-account-missing",
            args: {},
          } as const,
        ]
      : []),
    ...delegatedAdministrators(draft),
  ];
}

function delegatedAdministrators(draft: Draft): readonly PlacedMistake[] {
  const { organization, account, trail } = draft.config;
  const path = ["organization", "delegatedAdministrators"];
  const entries = entriesOf(organization?.delegatedAdministrators, ...path);
  if (entries.length === 0) return [];
  const management = organization?.managementAccount ?? account ?? undefined;
  return [
    ...(entries.length > maximumDelegatedAdministrators
      ? [
          {
            path,
            code: "delegated-count",
            args: { count: entries.length, maximum: maximumDelegatedAdministrators },
          } as const,
        ]
      : []),
    ...(trail === false
      ? [{ path, code: "delegated-without-trail", args: {}, aboutKey: true } as const]
      : []),
    ...(management !== undefined && differ(draft, management, account ?? undefined)
      ? [
          {
            path,
            code: "delegated-elsewhere",
            args: { management, account: account ?? "" },
            aboutKey: true,
          } as const,
        ]
      : []),
    ...repeated(
      entries.map(({ item, path: at }) => ({ path: at, identity: item, kind: "account", name: item })),
    ),
    ...entries
      .filter(({ item }) => item === management && !draft.opaque(item))
      .map(({ item, path: at }): PlacedMistake => ({
        path: at,
        code: "delegated-management",
        args: { account: item },
      })),
  ];
}
