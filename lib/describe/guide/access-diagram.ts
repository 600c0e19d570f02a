import { controlTowerTrail, isControlTower } from "../../config/control-tower";
import type { Blueprint, Input } from "../../terraform/blueprint";
import { isList } from "../../terraform/canonical-json";
import type { JsonValue } from "../../terraform/canonical-json";
import { configBindings } from "../../terraform/config-bindings";
import type { Expression } from "../../terraform/expression";
import type { Diagram, DiagramEdge, DiagramNode } from "../../terraform/guide";
import { reduce } from "../../terraform/reduce";
import { plainValue } from "../../terraform/value-expression";
import { administratorArnsInput } from "../scope";
import { roleGroups } from "../reader-roles";
import type { Scope } from "../scope";
import { namesShown, shortList } from "./names-shown";

const readersGroup = { id: "readers", title: "Can read the logs" } as const;

/** Those that the variables for readers name, by the variable. */
const readerWords: Readonly<Record<string, string>> = {
  reader_user_names: "IAM users of the key's account",
  reader_role_names: "IAM roles of the key's account",
  reader_arns: "IAM users and roles",
  reader_account_ids: "Users and roles of other accounts whose IAM policies allow it",
  reader_permission_set_names: "IAM Identity Center permission sets",
  reader_organization_ids:
    "Users and roles of the organization's other accounts, if their IAM policies allow it",
  own_logs_organization_ids: "The organization's other accounts, each its own logs",
};

const trailWords: Readonly<Record<string, { readonly words: string; readonly to: "key" | "bucket" }>> = {
  encrypt_for_account_ids: { words: "All trails of further accounts", to: "key" },
  encrypt_for_trail_arns: { words: "Further trails", to: "key" },
  deliver_from_account_ids: { words: "All trails of further accounts", to: "bucket" },
  deliver_from_trail_arns: { words: "Further trails", to: "bucket" },
};

/**
 * Who writes the logs and who can read them. One box for each kind, so that it stays small whatever the config names; in
 * a module for others the variables stand for those that its caller names.
 */
export function accessDiagram(blueprint: Blueprint, scope: Scope): Diagram {
  const inputs = new Map(blueprint.inputs.map((input) => [input.name, input]));
  const trails = trailNodes(blueprint, scope, inputs);
  const readers = readerNodes(scope, inputs);
  const others = otherNodes(scope, inputs);
  const stores = storeNodes(blueprint, scope, inputs);
  const hasBucket = inputs.has("bucket_name");
  return {
    nodes: [...trails.nodes, ...stores, ...readers.nodes, ...others.nodes],
    edges: [
      ...trails.edges,
      ...(readers.nodes.some(({ group }) => group === readersGroup)
        ? [
            ...(hasBucket ? [{ from: readersGroup.id, to: "bucket", label: "get log files" }] : []),
            { from: readersGroup.id, to: "key", label: "decrypt" },
          ]
        : []),
      ...readers.edges,
      ...others.edges,
    ].filter(({ to }) => to !== "bucket" || hasBucket),
  };
}

type Inputs = ReadonlyMap<string, Input>;

interface Drawn {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
}

function trailNodes(blueprint: Blueprint, scope: Scope, inputs: Inputs): Drawn {
  const { config, open } = scope;
  const own = ownTrail(blueprint, scope, inputs);
  const further = Object.entries(trailWords).flatMap(([name, { words, to }]) => {
    const input = inputs.get(name);
    return input ? [{ node: { id: name, lines: [words, namesShown(input, open)] }, to }] : [];
  });
  return {
    nodes: [
      ...(own ? [own] : []),
      ...(isControlTower(config) ? [{ id: "config", lines: ["AWS Config"] }] : []),
      ...further.map(({ node }) => node),
    ],
    edges: [
      ...(own
        ? [
            { from: own.id, to: "bucket", label: "delivers logs" },
            { from: own.id, to: "key", label: "encrypts" },
          ]
        : []),
      ...(isControlTower(config) ? [{ from: "config", to: "key", label: "encrypts and decrypts" }] : []),
      ...further.map(({ node, to }) => ({
        from: node.id,
        to,
        label: to === "key" ? "encrypt" : "deliver logs",
      })),
    ],
  };
}

/** Without a key policy of CloudTrail's, such as where roles alone are created, no trail is drawn. */
function ownTrail(blueprint: Blueprint, scope: Scope, inputs: Inputs): DiagramNode | undefined {
  const { config, open, trailAccount } = scope;
  if (isControlTower(config))
    return { id: "trail", lines: ["Trail of AWS Control Tower", controlTowerTrail] };
  const name = inputs.get("trail_name");
  const place = accountWords(blueprint, scope, trailAccount, null);
  if (name) {
    const kind = config.organization === null ? "Trail" : "Organization trail";
    return { id: "trail", lines: [kind, namesShown(name, open), place] };
  }
  return config.key.existing === null ? { id: "trail", lines: ["All trails", place] } : undefined;
}

function storeNodes(blueprint: Blueprint, scope: Scope, inputs: Inputs): readonly DiagramNode[] {
  const { config, open, keyAccount, bucketAccount } = scope;
  const bucket = inputs.get("bucket_name");
  const exists = (existing: boolean): string => (existing ? ", not created here" : "");
  const keyName = inputs.get("key_alias");
  return [
    ...(bucket && config.bucket
      ? [
          {
            id: "bucket",
            shape: "store",
            lines: [
              `Bucket${exists(config.bucket.existing)}`,
              namesShown(bucket, open),
              config.bucket.existing && open
                ? ownersAccount
                : accountWords(blueprint, scope, bucketAccount, config.bucket.provider),
            ],
          } as const,
        ]
      : []),
    {
      id: "key",
      shape: "store",
      lines: [
        `KMS key${exists(config.key.existing !== null)}`,
        ...(keyName ? [namesShown(keyName, open)] : []),
        config.key.existing !== null && open
          ? ownersAccount
          : accountWords(blueprint, scope, keyAccount, config.key.provider),
      ],
    },
  ];
}

const ownersAccount = "in its owner's account";

function readerNodes(scope: Scope, inputs: Inputs): Drawn {
  const { config, open } = scope;
  const named = Object.entries(readerWords).flatMap(([name, words]): readonly DiagramNode[] => {
    const input = inputs.get(name);
    return input ? [{ id: name, lines: [words, namesShown(input, open)], group: readersGroup }] : [];
  });
  const roles = roleGroups(config).flatMap(({ input: name, provider }) => {
    const input = inputs.get(name);
    if (!input) return [];
    const place = provider === null ? [] : [`in the account of aws.${provider}`];
    const lines = ["Roles that the module creates", namesShown(input, open), ...place];
    const trusted = open ? `var.${name}: trusted_account_ids` : shortList(trustedAccounts(input.value));
    return [
      {
        role: { id: name, lines, group: readersGroup },
        trusted: { id: `${name}_trusted`, lines: ["Users and roles of trusted accounts", trusted] },
      },
    ];
  });
  return {
    nodes: [
      ...everybodyOfKeyAccount(scope),
      ...named,
      ...roles.map(({ role }) => role),
      ...roles.map(({ trusted }) => trusted),
    ],
    edges: roles.map(({ role, trusted }) => ({ from: trusted.id, to: role.id, label: "assume" })),
  };
}

/** The console's policy has a statement for them. */
const everybodyOfKeyAccount = ({ config }: Scope): readonly DiagramNode[] =>
  config.key.style === "console"
    ? [{ id: "everybody", lines: ["Every user and role of the key's account"], group: readersGroup }]
    : [];

function trustedAccounts(roles: JsonValue): readonly string[] {
  const accounts = Object.values(
    roles as Readonly<Record<string, Readonly<Record<string, JsonValue>>>>,
  ).flatMap(({ trusted_account_ids: ids }) => (ids !== undefined && isList(ids) ? ids.map(String) : []));
  return [...new Set(accounts)].sort();
}

/** Whom the policies let in beside those that are named as readers. */
function otherNodes({ config, open }: Scope, inputs: Inputs): Drawn {
  const administrators = inputs.get(administratorArnsInput);
  const callersStatements = inputs.get("key_policy_statements");
  const drawn: readonly { readonly node: DiagramNode; readonly label: string }[] = [
    ...(administrators
      ? [
          {
            node: { id: "administrators", lines: ["Key administrators", namesShown(administrators, open)] },
            label: "manage",
          },
        ]
      : []),
    config.key.existing === null
      ? {
          node: { id: "iam", lines: ["Users and roles of the key's account", "whose IAM policies allow it"] },
          label: "use and manage",
        }
      : {
          node: { id: "iam", lines: ["Others", "whom the key's own policy allows"] },
          label: "use or manage",
        },
    ...(config.key.statements.length > 0
      ? [
          {
            node: { id: "statements", lines: ["Principals of key.statements"] },
            label: "as these statements say",
          },
        ]
      : []),
    ...(callersStatements
      ? [
          {
            node: { id: "callers_statements", lines: ["Principals of var.key_policy_statements"] },
            label: "as these statements say",
          },
        ]
      : []),
  ];
  return {
    nodes: drawn.map(({ node }) => node),
    edges: drawn.map(({ node, label }) => ({ from: node.id, to: "key", label })),
  };
}

/** Where something is: an account's ID where it is known, and the provider's account otherwise. */
function accountWords(
  blueprint: Blueprint,
  { open }: Pick<Scope, "open">,
  account: Expression,
  provider: string | null,
): string {
  const known = open ? undefined : plainValue(reduce(account, configBindings(blueprint)));
  if (typeof known === "string") return `in account ${known}`;
  return provider === null ? "in the provider's account" : `in the account of aws.${provider}`;
}
