import { existing, foundIn, other, role, user } from "./found-in";

const assumable = (name: string): object => ({ assumableRole: { name, trustedAccounts: [other] } });

test.each([
  [[{ user: user("Bob", other) }], ["error at readers[0].user"]],
  [[{ role: role("A", other) }], ["error at readers[0].role"]],
])("a reader of another account is refused, user or role: %j", (readers, found) => {
  expect(foundIn({ readers })).toEqual(found);
});

test("a user who manages the key must not read, a role of the same name may", () => {
  const key = { administrators: [user("Bob")] };
  expect(foundIn({ key, readers: [{ user: "Bob" }] })).toEqual(["error at key.administrators[0]"]);
  expect(foundIn({ key, readers: [{ role: "Bob" }] })).toEqual([]);
});

test.each([
  [[{ role: role("A") }, { role: "A" }], ["error at readers[1].role"]],
  [[assumable("R"), { role: role("R") }], ["error at readers[1].role"]],
])("where the config has no account, the ARNs say of which one the names are: %j", (readers, found) => {
  expect(foundIn({ account: undefined, readers })).toEqual(found);
});

test("a role made here is the one of that name in the trail's account, also where the key is adopted", () => {
  expect(foundIn({ key: { existing }, readers: [assumable("R"), { role: "R" }] })).toEqual([
    "error at readers[1].role",
  ]);
});

test.each([
  [
    [{ user: 7 }, { user: 7 }],
    ["error at readers[0].user", "error at readers[1].user"],
  ],
  [
    [{ account: "1" }, { account: "2" }],
    ["error at readers[0].account", "error at readers[1].account"],
  ],
  [
    [assumable("not a name"), assumable("nor this")],
    ["error at readers[0].assumableRole.name", "error at readers[1].assumableRole.name"],
  ],
  [[{ assumableRole: 7 }], ["error at readers[0].assumableRole"]],
])("readers that are wrong themselves are not compared: %j", (readers, found) => {
  expect(foundIn({ account: undefined, readers })).toEqual(found);
});

const organization = { id: "o-abcd123456" };
const all = { organization: "o-abcd123456" };
const ownLogs = { ...all, only: "own" };

test("accounts of the trail's organization read, and permission sets", () => {
  expect(
    foundIn({ organization, readers: [all, { permissionSet: "Auditor" }, { permissionSet: "Ops" }] }),
  ).toEqual([]);
  expect(foundIn({ organization, readers: [ownLogs] })).toEqual([]);
});

test.each([
  ["without an organization trail", {}, [all], ["error at readers[0].organization"]],
  ["each its own, without an organization trail", {}, [ownLogs], ["error at readers[0].organization"]],
  [
    "of another organization",
    { organization },
    [{ organization: "o-zzzzzzzzzz" }],
    ["error at readers[0].organization"],
  ],
  ["all logs and their own", { organization }, [ownLogs, all], ["error at the key readers[0].only"]],
  ["twice", { organization }, [all, all], ["error at readers[1].organization"]],
  ["their own twice", { organization }, [ownLogs, ownLogs], ["error at readers[1].organization"]],
  [
    "their own from a bucket that is not known",
    { organization, trail: false, bucket: undefined },
    [ownLogs],
    ["error at the key readers[0].only"],
  ],
  [
    "by a permission set that is named twice",
    {},
    [{ permissionSet: "Auditor" }, { permissionSet: "Auditor" }],
    ["error at readers[1].permissionSet"],
  ],
])("accounts that read are refused %s", (_, change, readers, found) => {
  expect(foundIn({ ...change, readers })).toEqual(found);
});

test("an organization that is wrong itself is not compared", () => {
  expect(foundIn({ organization: { id: "nonsense" }, readers: [all] })).toEqual(["error at organization.id"]);
});

test("a role trusts another account than the one that it is created in", () => {
  const accounts = { archive: other };
  const inArchive = (trusted: string): object => ({
    assumableRole: { name: "R", trustedAccounts: [trusted], account: "archive" },
  });
  expect(foundIn({ accounts, readers: [inArchive(other)] })).toEqual([
    "error at readers[0].assumableRole.trustedAccounts[0]",
  ]);
  expect(foundIn({ accounts, readers: [inArchive("111111111111")] })).toEqual([]);
});
