import { problemText, problemsJson, UserError } from "../../lib/report/problem";

test("a problem reads as file, line, column, option and what is wrong", () => {
  const problem = {
    file: "trailkey.yaml",
    line: 3,
    column: 10,
    path: "account",
    code: "c",
    message: "11 digits, an AWS account id has 12",
    severity: "error",
  } as const;
  expect(problemText(problem)).toBe("trailkey.yaml:3:10: account: 11 digits, an AWS account id has 12");
  expect(problemText({ ...problem, severity: "warning" })).toContain("3:10: warning: account");
});

test("what is not known is left out, the config as a whole among it", () => {
  expect(problemText({ path: "", code: "c", message: "is empty", severity: "error" })).toBe("is empty");
  expect(problemText({ file: "a.json", path: "", code: "c", message: "is empty", severity: "error" })).toBe(
    "a.json: is empty",
  );
});

test("a config's text cannot move the cursor, start a line or turn the direction of writing", () => {
  const text = problemText({
    path: "tags",
    code: "c",
    message: "\u001b[2Ka\nb\r\u202ec\u0085d\u2028",
    severity: "error",
  });
  expect(text).toBe("tags: \\u001b[2Ka\\u000ab\\u000d\\u202ec\\u0085d\\u2028");
});

test("text that a reader can see stays as it is", () => {
  expect(problemText({ path: "tags", code: "c", message: 'é 漢字 🔑 "q" \\', severity: "error" })).toBe(
    'tags: é 漢字 🔑 "q" \\',
  );
});

test("the JSON form holds the same facts", () => {
  const problems = [
    { file: "a.yaml", line: 1, column: 2, path: "name", code: "c", message: "m", severity: "error" as const },
  ];
  expect(JSON.parse(problemsJson(problems))).toEqual({ problems });
});

test("an error of the user's carries every problem", () => {
  const error = new UserError([
    { path: "a", code: "c", message: "one", severity: "error" },
    { path: "b", code: "c", message: "two", severity: "error" },
  ]);
  expect(error.message).toBe("a: one\nb: two");
});
