import { parseConfig } from "../../lib/config/parse";
import { problemMessage } from "../../lib/report/problem-message";

const composed = "caf\u00e9";
const decomposed = "cafe\u0301";
const base = { name: "org-audit", bucket: { name: "org-audit-logs" } };

test("free text is in the normal form that Terraform gives it, whatever form the config has", () => {
  const parsed = parseConfig({
    ...base,
    key: { description: decomposed },
    tags: { [decomposed]: decomposed },
  });
  expect(parsed).toMatchObject({
    ok: true,
    config: { key: { description: composed }, tags: { [composed]: composed } },
  });
});

test("two tags whose keys Terraform cannot tell apart are refused", () => {
  const parsed = parseConfig({ ...base, tags: { [composed]: "a", [decomposed]: "b" } });
  expect(parsed).toMatchObject({ ok: false });
  expect(parsed.ok ? [] : parsed.problems.map(problemMessage)).toContainEqual(
    expect.stringContaining("occurs twice in different Unicode forms"),
  );
});

test.each([
  { key: { description: "half \ud83d" } },
  { tags: { team: "\udc00 half" } },
  { tags: { "\ud83d": "security" } },
])("half of a character is refused: %j", (more) => {
  const parsed = parseConfig({ ...base, ...more });
  expect(parsed).toMatchObject({ ok: false });
  expect(parsed.ok ? [] : parsed.problems.map(problemMessage)).toEqual([
    expect.stringContaining("half of a character"),
  ]);
});

test("a length is counted in the normal form, which AWS gets", () => {
  expect(parseConfig({ ...base, tags: { team: decomposed.repeat(64) } })).toMatchObject({ ok: true });
  expect(parseConfig({ ...base, tags: { team: `${decomposed.repeat(64)}x` } })).toMatchObject({
    problems: [{ path: "tags.team", code: "text-length" }],
  });
});

test("two characters that Terraform would replace by another one are refused, and their neighbours are not", () => {
  const parsed = parseConfig({ ...base, key: { description: "tag A: \u{E0041}\u0323\u0301" } });
  expect(parsed.ok ? [] : parsed.problems.map(problemMessage)).toEqual([
    "contains U+E0041 U+0323, which Terraform replaces with \u1ea0: remove one of the two",
  ]);
  for (const description of ["A\u0301", "\u{1F600}\u0301", "\u{E0041}x\u0301", "\u{1d15e}"]) {
    expect(parseConfig({ ...base, key: { description } })).toMatchObject({ ok: true });
  }
});
