import { parseConfig } from "../lib/config/parse";
import { describe } from "../lib/describe/describe";
import { oversizedPolicies } from "../lib/describe/policy-sizes";

const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};

const ids = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String(200_000_000_000 + index));

/** What a config grows with, each alone in the first example's config. */
const growing: readonly (readonly [what: string, configWith: (count: number) => object])[] = [
  ["accounts in `encryptFor`", (count) => ({ encryptFor: ids(count) })],
  [
    "trail ARNs in `encryptFor`, each of an account of its own",
    (count) => ({ encryptFor: ids(count).map((id) => `arn:aws:cloudtrail:us-east-1:${id}:trail/org-audit`) }),
  ],
  ["accounts among `readers`", (count) => ({ readers: ids(count).map((account) => ({ account })) })],
  [
    "roles among `readers`, of 12 letters each",
    (count) => ({ readers: ids(count).map((role) => ({ role })) }),
  ],
  ["accounts in `bucket.deliverFrom`", (count) => ({ bucket: { ...base.bucket, deliverFrom: ids(count) } })],
  [
    "`trustedAccounts` of one role, without a raised quota",
    (count) => ({ readers: [{ assumableRole: { name: "Reader", trustedAccounts: ids(count) } }] }),
  ],
];

/** How many of each fit, as a table in Markdown. */
export function capacityTable(): string {
  const rows = growing.map(([what, configWith]) => {
    const count = most((each) => tooLarge(configWith(each)).length === 0);
    const full = tooLarge(configWith(count + 1)).map((policy) => policy.replace(/:.*/, ""));
    return `| ${what} | ${count} | ${full.join(", ")} |`;
  });
  return ["| what | how many fit | the policy that is full then |", "| --- | --: | --- |", ...rows].join(
    "\n",
  );
}

/** The names of the policies that do not fit. */
function tooLarge(options: object): readonly string[] {
  const parsed = parseConfig({ ...base, ...options });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const known = { "data.aws_partition.current.partition": "aws" };
  return oversizedPolicies(describe(parsed.config), known).map(({ policy }) => policy);
}

/** The greatest count that holds, where each smaller one does too. */
function most(holds: (count: number) => boolean): number {
  let [fitting, failing] = [1, 2_048];
  while (failing - fitting > 1) {
    const middle = Math.floor((fitting + failing) / 2);
    if (holds(middle)) fitting = middle;
    else failing = middle;
  }
  return fitting;
}
