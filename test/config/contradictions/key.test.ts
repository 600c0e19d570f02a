import { existing, foundIn, holdsToken, token } from "./found-in";

test.each(["alias", "description", "rotationDays", "deletionWindowDays", "multiRegion"])(
  "%s of an adopted key is wrong by its being there",
  (option) => {
    const value = {
      alias: "a",
      description: "d",
      rotationDays: 90,
      deletionWindowDays: 7,
      multiRegion: true,
    };
    expect(foundIn({ key: { existing, [option]: value[option as keyof typeof value] } })).toEqual([
      `error at the key key.${option}`,
    ]);
  },
);

test.each([
  [{ name: "org.audit" }, ["error at key.alias"]],
  [{ name: "org.audit", key: { alias: 7 } }, ["error at key.alias"]],
  [{ name: "org.audit", key: { existing: "none" } }, ["error at key.existing"]],
  [{ name: undefined }, ["error at name"]],
  [{ name: token }, []],
])("a name is judged as the alias once, where it becomes one: %j", (change, found) => {
  expect(foundIn(change, holdsToken)).toEqual(found);
});
