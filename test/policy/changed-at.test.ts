import { changedAt } from "../../lib/policy/changed-at";

const statement = { Sid: "Read", Principal: { AWS: ["a", "b"] } };

test("a value is replaced at its path, the rest stays", () => {
  expect(changedAt(statement, ["Principal", "AWS", 1], "c")).toEqual({
    Sid: "Read",
    Principal: { AWS: ["a", "c"] },
  });
  expect(changedAt(statement, [], "all")).toBe("all");
  expect(statement.Principal.AWS).toEqual(["a", "b"]);
});

test("undefined leaves out a member or an entry", () => {
  expect(changedAt(statement, ["Principal"], undefined)).toEqual({ Sid: "Read" });
  expect(changedAt(statement, ["Principal", "AWS", 0], undefined)).toEqual({
    Sid: "Read",
    Principal: { AWS: ["b"] },
  });
});

test("members that are not there yet are added, in the place of a text too", () => {
  expect(changedAt(statement, ["Condition", "Bool", "k"], "true")).toEqual({
    ...statement,
    Condition: { Bool: { k: "true" } },
  });
  expect(changedAt({ Principal: "*" }, ["Principal", "AWS"], "*")).toEqual({ Principal: { AWS: "*" } });
});

test("a list in a list stays one", () => {
  expect(changedAt([[1, 2], [3]], [1, 0], [4])).toEqual([[1, 2], [[4]]]);
});
