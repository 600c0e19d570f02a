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
    expect.stringContaining("is there twice"),
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
