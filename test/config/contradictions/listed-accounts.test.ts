import { parseConfig } from "../../../lib/config/parse";
import { problemText, reported } from "../../../lib/report/problem";

const ids = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => String(200_000_000_001 + number));
const base = {
  name: "org-audit",
  account: "111111111111",
  region: "us-east-1",
  bucket: { name: "logs-of-org" },
};
const organization = { id: "o-abcd123456" };

/** The warnings of a config that is right. */
function warningsOf(config: object): readonly string[] {
  const parsed = parseConfig({ ...base, ...config });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.warnings.map((warning) => problemText(reported(warning)));
}

test("many accounts whose trails encrypt could be one organization trail", () => {
  expect(warningsOf({ encryptFor: ids(40) })).toEqual([
    "warning: encryptFor: lists 40 accounts: if they belong to one organization, set organization: { id: o-… } for one organization trail, and remove them when their own trails have stopped",
  ]);
  expect(warningsOf({ encryptFor: ids(40), organization })).toEqual([
    "warning: encryptFor: lists 40 accounts: those of the organization o-abcd123456 are logged by its organization trail, so remove them when their own trails have stopped",
  ]);
});

test("each list has one warning, however its accounts are written", () => {
  const deliverFrom = [
    ...ids(5),
    ...ids(20)
      .slice(5)
      .map((account) => ({ account })),
  ];
  const trails = ids(10).map((id) => `arn:aws:cloudtrail:us-east-1:${id}:trail/own`);
  expect(
    warningsOf({ encryptFor: trails, bucket: { ...base.bucket, deliverFrom } }).map((text) =>
      /^warning: (.*?): lists (\d+)/.exec(text)?.slice(1),
    ),
  ).toEqual([
    ["encryptFor", "10"],
    ["bucket.deliverFrom", "20"],
  ]);
});

test("many accounts that read could be one organization, of which every account would read", () => {
  const readers = [{ role: "Auditor" }, ...ids(10).map((account) => ({ account }))];
  expect(warningsOf({ readers })).toEqual([
    "warning: readers: list 10 accounts: if every account of their organization may read its logs, set organization: { id: o-… } and write one reader, organization: o-…, instead",
  ]);
  expect(warningsOf({ readers, organization })).toEqual([
    "warning: readers: list 10 accounts: if every account of the organization may read its logs, write one reader, organization: o-abcd123456, instead",
  ]);
});

test("nine accounts, many trails of one account and the organization itself are no reason", () => {
  const trails = ids(20).map((_, number) => `arn:aws:cloudtrail:us-east-1:222222222222:trail/own-${number}`);
  const readers = ids(9).map((account) => ({ account }));
  expect(warningsOf({ encryptFor: ids(9), readers })).toEqual([]);
  expect(warningsOf({ encryptFor: trails })).toEqual([]);
  expect(warningsOf({ organization, readers: [{ organization: organization.id }] })).toEqual([]);
});

test("of a token that may be anything, nothing is said", () => {
  const encryptFor = ids(20).map((_, number) => ({ account: `\${Token[TOKEN.${number}]}` }));
  const parsed = parseConfig({ ...base, encryptFor }, { opaque: (text) => String(text).includes("Token") });
  expect(parsed).toMatchObject({ ok: true, warnings: [] });
});
