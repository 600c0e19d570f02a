import type { Identities } from "../../lib/describe/identities";
import type { Home, Loss, NewModule } from "../../lib/describe/losses";
import { lossesBetween } from "../../lib/describe/losses";
import type { Retention } from "../../lib/describe/retention-losses";

const nowhere: Home = { account: null, region: null };
const losses = (before: Identities, resources: Identities, more: Partial<NewModule> = {}): readonly Loss[] =>
  lossesBetween(
    { resources: before, home: nowhere },
    { resources, home: nowhere, moves: [], removals: [], leftToCaller: {}, ...more },
  );

const bucket = { "aws_s3_bucket.logs": { bucket: "logs" } };
const role = { 'aws_iam_role.reader["A"]': { name: "A" } };

test("the same module loses nothing, and a new resource is no loss", () => {
  expect(losses(bucket, { ...bucket, ...role })).toEqual([]);
});

test("what is no longer made is destroyed", () => {
  expect(losses({ ...bucket, ...role }, bucket)).toEqual([
    { code: "destroyed", type: "aws_iam_role", address: 'aws_iam_role.reader["A"]', identity: { name: "A" } },
  ]);
});

test("what only a caller makes from now on is told with its variable, at its old address too", () => {
  const leftToCaller = { "aws_iam_role.reader": "reader_roles" };
  const loss = { code: "left-to-caller", type: "aws_iam_role", variable: "reader_roles" };
  expect(losses({ ...bucket, ...role }, {}, { leftToCaller })).toMatchObject([
    { code: "destroyed", type: "aws_s3_bucket" },
    { ...loss, address: 'aws_iam_role.reader["A"]' },
  ]);
  const moves = [{ from: "aws_iam_role.a_role", to: 'aws_iam_role.reader["A"]' }];
  expect(losses({ "aws_iam_role.a_role": { name: "A" } }, {}, { moves, leftToCaller })).toEqual([
    { ...loss, address: "aws_iam_role.a_role" },
  ]);
});

test("what changes its identity is replaced, whichever way", () => {
  const key = (multi: boolean): Identities => ({ "aws_kms_key.this": { multi_region: multi } });
  for (const before of [true, false]) {
    expect(losses(key(before), key(!before))).toEqual([
      {
        code: "replaced",
        type: "aws_kms_key",
        address: "aws_kms_key.this",
        argument: "multi_region",
        before,
        after: !before,
      },
    ]);
  }
});

test("what is not known of the module before is not compared", () => {
  expect(losses({ "aws_s3_bucket.logs": {} }, bucket)).toEqual([]);
});

test("a resource that is moved is compared at its new address", () => {
  const before = { "aws_iam_role.a_role": { name: "A" } };
  const moves = [{ from: "aws_iam_role.a_role", to: 'aws_iam_role.reader["A"]' }];
  expect(losses(before, role, { moves })).toEqual([]);
  expect(losses(before, { 'aws_iam_role.reader["A"]': { name: "B" } }, { moves })).toMatchObject([
    { code: "replaced", address: "aws_iam_role.a_role", argument: "name" },
  ]);
});

test("a move of a block takes its instances along", () => {
  const moves = [{ from: "aws_iam_role.reader", to: "aws_iam_role.auditor" }];
  expect(losses(role, { 'aws_iam_role.auditor["A"]': { name: "A" } }, { moves })).toEqual([]);
  expect(losses({ "aws_iam_role.reader_2": { name: "A" } }, {}, { moves })).toHaveLength(1);
});

test("what is let go of is not destroyed, with all its instances", () => {
  expect(
    losses({ ...bucket, ...role }, {}, { removals: ["aws_s3_bucket.logs", "aws_iam_role.reader"] }),
  ).toEqual([]);
});

test("a type that is not known holds nothing that could be lost", () => {
  expect(losses({ "aws_sqs_queue.this": { name: "x" }, toString: {} }, {})).toEqual([]);
});

describe("another account or Region", () => {
  const here: Home = { account: "111111111111", region: "us-east-1" };
  const there: Home = { account: "222222222222", region: "eu-west-1" };
  const moved = (before: Home, after: Home, resources: Identities = bucket): readonly Loss[] =>
    lossesBetween(
      { resources, home: before },
      { resources, home: after, moves: [], removals: [], leftToCaller: {} },
    );

  test("loses everything", () => {
    expect(moved(here, there)).toEqual([
      { code: "home-changed", option: "account", before: here.account, after: there.account },
      { code: "home-changed", option: "region", before: here.region, after: there.region },
    ]);
    expect(moved(here, { ...here, region: "eu-west-1" })).toMatchObject([{ option: "region" }]);
  });

  test("is no loss where the module before made nothing, or where either is not known", () => {
    expect(moved(here, here)).toEqual([]);
    expect(moved(here, there, {})).toEqual([]);
    expect(moved(nowhere, there)).toEqual([]);
    expect(moved(here, nowhere)).toEqual([]);
  });
});

test("what is created in another account than before is lost track of, and where all move, that is told once", () => {
  const key = (account?: string): Identities => ({
    "aws_kms_key.this": { multi_region: false, ...(account !== undefined && { account }) },
  });
  const between = (before: Identities, after: Identities, from: string | null, to: string | null) =>
    lossesBetween(
      { resources: before, home: { ...nowhere, account: from } },
      {
        resources: after,
        home: { ...nowhere, account: to },
        moves: [],
        removals: [],
        leftToCaller: {},
      },
    );
  const [one, two, three] = ["111111111111", "222222222222", "333333333333"];
  const changed = (before: string | null, after: string | null) => ({
    code: "account-changed",
    type: "aws_kms_key",
    address: "aws_kms_key.this",
    before,
    after,
  });
  expect(between(key(), key(three), one, one)).toEqual([changed(one, three)]);
  expect(between(key(three), key(), one, one)).toEqual([changed(three, one)]);
  expect(between(key(two), key(three), one, one)).toEqual([changed(two, three)]);
  expect(between(key(), key(three), null, null)).toEqual([changed(null, three)]);
  expect(between(key(three), key(three), one, one)).toEqual([]);
  expect(between(key(), key(one), one, one)).toEqual([]);
  expect(between(key(three), key(three), one, two)).toMatchObject([{ code: "home-changed" }]);
  expect(between(key(), key(), one, two)).toMatchObject([{ code: "home-changed" }]);
});

describe("the organization", () => {
  const of = (id: string | null, managementAccount: string | null, account: string | null = null): Home => ({
    ...nowhere,
    account,
    organization: { id, managementAccount },
  });
  const between = (before: Home, after: Home): readonly Loss[] =>
    lossesBetween(
      { resources: bucket, home: before },
      { resources: bucket, home: after, moves: [], removals: [], leftToCaller: {} },
    );

  test("that is removed leaves its accounts without logs", () => {
    const before = of("o-abcd123456", "111111111111");
    expect(between(before, nowhere)).toEqual([{ code: "members-unlogged", before: "o-abcd123456" }]);
    expect(between(of(null, null), nowhere)).toEqual([{ code: "members-unlogged", before: null }]);
  });

  test("that is added, or stays, loses nothing", () => {
    const after = of("o-abcd123456", "111111111111");
    expect(between(nowhere, after)).toEqual([]);
    expect(between(after, after)).toEqual([]);
    expect(between(of(null, null), after)).toEqual([]);
  });

  test("that is another one, or has another management account, has another trail", () => {
    expect(between(of("o-abcd123456", "111111111111"), of("o-zyxw987654", "222222222222"))).toEqual([
      { code: "organization-changed", option: "id", before: "o-abcd123456", after: "o-zyxw987654" },
      {
        code: "organization-changed",
        option: "managementAccount",
        before: "111111111111",
        after: "222222222222",
      },
    ]);
  });

  test("whose management account is the trail's own account changes with it, which is told once", () => {
    const [before, after] = ["111111111111", "222222222222"];
    expect(between(of("o-abcd123456", before, before), of("o-abcd123456", after, after))).toEqual([
      { code: "home-changed", option: "account", before, after },
    ]);
  });
});

describe("how long logs are kept", () => {
  const kept: Retention = {
    expireAfterDays: 2555,
    noncurrentExpireAfterDays: 90,
    lock: { mode: "compliance", days: 365 },
    accessLog: true,
  };
  const between = (before?: Retention, after?: Retention, resources: Identities = bucket): readonly Loss[] =>
    lossesBetween(
      { resources: bucket, home: { ...nowhere, ...(before && { retention: before }) } },
      {
        resources,
        home: { ...nowhere, ...(after && { retention: after }) },
        moves: [],
        removals: ["aws_s3_bucket.logs"],
        leftToCaller: {},
      },
    );

  test("loses nothing where it stays, or where more is kept", () => {
    expect(between(kept, kept)).toEqual([]);
    expect(between()).toEqual([]);
    const longer = { expireAfterDays: 3650, noncurrentExpireAfterDays: null };
    expect(between(kept, { ...kept, ...longer, lock: { mode: "compliance", days: 366 } })).toEqual([]);
    const locked = { ...kept, expireAfterDays: null, noncurrentExpireAfterDays: null };
    expect(between(undefined, locked)).toEqual([]);
    expect(between({ ...locked, lock: { mode: "governance", days: 365 } }, locked)).toEqual([]);
  });

  test("loses logs where they expire, or expire earlier", () => {
    expect(between(undefined, { ...kept, lock: null })).toEqual([
      { code: "logs-expire", option: "expireAfterDays", before: null, after: 2555 },
      { code: "logs-expire", option: "noncurrentExpireAfterDays", before: null, after: 90 },
    ]);
    expect(between(kept, { ...kept, expireAfterDays: 2554 })).toEqual([
      { code: "logs-expire", option: "expireAfterDays", before: 2555, after: 2554 },
    ]);
  });

  test("loses a lock that goes, is another mode's, or is shorter", () => {
    expect(between(kept, { ...kept, lock: null })).toEqual([
      { code: "lock-removed", mode: "compliance", days: 365 },
    ]);
    expect(between(kept, { ...kept, lock: { mode: "governance", days: 364 } })).toEqual([
      { code: "lock-weakened", before: "compliance", after: "governance" },
      { code: "lock-shortened", before: 365, after: 364 },
    ]);
  });

  test("loses the access log", () => {
    expect(between(kept, { ...kept, accessLog: false })).toEqual([{ code: "access-unlogged" }]);
  });

  test("is not asked of a bucket that goes or is handed over, which is another's to keep", () => {
    expect(between(kept, undefined, {})).toEqual([]);
  });
});
