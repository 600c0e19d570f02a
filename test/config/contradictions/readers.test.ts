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
