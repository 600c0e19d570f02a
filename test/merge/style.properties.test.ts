import { mergePolicy } from "../../lib/merge/merge-policy";
import { configOf, placeOf } from "../support/place";

const account = "111111111111";
const config = configOf({
  name: "org-audit",
  account,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
  readers: [{ user: "Bob" }, { role: "Auditor" }],
});

const merged = (text: string): string => {
  const result = mergePolicy(text, config, placeOf(config));
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.text;
};
const addedTo = (text: string): readonly object[] => {
  const result = mergePolicy(text, config, placeOf(config));
  return result.ok ? result.added.map(({ statement }) => statement) : [];
};

const one = { Effect: "Allow", Principal: { AWS: ["*"] }, Action: "kms:Encrypt", Resource: "*" };
const two = { ...one, Action: ["kms:Encrypt", "kms:ReEncryptTo"] };

interface Style {
  readonly colon: string;
  readonly comma: string;
  readonly padding: string;
  /** Line break and the indentation of a level; absent: all on one line. */
  readonly lines?: readonly [lineBreak: string, unit: string];
}

/** Writes JSON as a person does who keeps to a style. */
function write(value: unknown, style: Style, outer = ""): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const [lineBreak, unit] = style.lines ?? ["", ""];
  const parts = isList
    ? value.map((item) => write(item, style, outer + unit))
    : Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}${style.colon}${write(item, style, outer + unit)}`,
      );
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (style.lines) {
    const start = lineBreak + outer + unit;
    return `${open}${start}${parts.join(`,${start}`)}${lineBreak}${outer}${close}`;
  }
  const padding = isList ? "" : style.padding;
  return open + padding + parts.join(style.comma) + padding + close;
}

const combinations = <A, B, C>(
  first: readonly A[],
  second: readonly B[],
  third: readonly C[],
): readonly (readonly [A, B, C])[] =>
  first.flatMap((a) => second.flatMap((b) => third.map((c) => [a, b, c] as const)));

describe("on one line, new statements have the spaces of the old", () => {
  const styles = combinations([":", ": ", " : "], [",", ", ", " , ", ",  "], ["", " ", "  "]);

  test.each(styles)("colon %j, comma %j, padding %j", (colon, comma, padding) => {
    const style = { colon, comma, padding };
    const after = comma.trimStart();
    const policy = (...statements: readonly unknown[]): string =>
      `{"Statement":[${statements.map((statement) => write(statement, style)).join(after)}]}`;

    const ofOne = policy(one);
    expect(merged(ofOne)).toBe(policy(one, ...addedTo(ofOne)));
    const ofTwo = policy(one, two);
    expect(merged(ofTwo)).toBe(policy(one, two, ...addedTo(ofTwo)));
  });

  test("the space between two statements is that between the last two", () => {
    const [first, second] = [JSON.stringify(one), JSON.stringify(two)];
    const text = `{"Statement":[${first} ,${first}  ,   ${second}]}`;
    const added = addedTo(text).map((statement) => `,   ${JSON.stringify(statement)}`);
    expect(merged(text)).toBe(text.replace(/\]\}$/, () => `${added.join("")}]}`));
  });
});

describe("on many lines, new statements are indented as the old", () => {
  const styles = combinations(["\n", "\r\n", "\r"], ["  ", "\t", "   ", ""], [": ", ":", " : "]);

  test.each(styles)("line break %j, unit %j, colon %j", (lineBreak, unit, colon) => {
    const style: Style = { colon, comma: ",", padding: "", lines: [lineBreak, unit] };
    const policy = (...statements: readonly unknown[]): string =>
      write({ Version: "2012-10-17", Statement: statements }, style) + lineBreak;

    const ofOne = policy(one);
    expect(merged(ofOne)).toBe(policy(one, ...addedTo(ofOne)));
    const ofTwo = policy(two, one);
    expect(merged(ofTwo)).toBe(policy(two, one, ...addedTo(ofTwo)));
  });

  test("the last statement shows the style, where others have another", () => {
    const lines: Style = { colon: ": ", comma: ",", padding: "", lines: ["\n", "  "] };
    const text = `{"Statement":[\n${JSON.stringify(one)},\n${write(two, lines)}\n]}`;
    const added = addedTo(text).map((statement) => `,\n${write(statement, lines)}`);
    expect(merged(text)).toBe(text.replace(/\n\]\}$/, () => `${added.join("")}\n]}`));
  });
});

test("a statement's own indentation goes before that of the policy around it", () => {
  const lines: Style = { colon: ": ", comma: ",", padding: "", lines: ["\n", "  "] };
  const text = `{\n    "Statement": [\n${write(one, lines)}\n    ]\n}`;
  const added = addedTo(text).map((statement) => `,\n${write(statement, lines)}`);
  expect(merged(text)).toBe(text.replace(/\n {4}\]\n\}$/, () => `${added.join("")}\n    ]\n}`));
});

describe("an empty list is filled in the style of the policy around it", () => {
  test.each([
    ['{"Statement":[]}', '{"Statement":[', "]}", { colon: ":", comma: ",", padding: "" }],
    ['{"Statement": []}', '{"Statement": [', "]}", { colon: ": ", comma: ", ", padding: "" }],
    ['{ "Statement" : [ ] }', '{ "Statement" : [', " ] }", { colon: " : ", comma: ", ", padding: " " }],
    [
      '{"Version": "2012-10-17" , "Statement": []}',
      '{"Version": "2012-10-17" , "Statement": [',
      "]}",
      { colon: ": ", comma: " , ", padding: "" },
    ],
    ['{"Statement":[/* none */]}', '{"Statement":[/* none */', "]}", { colon: ":", comma: ",", padding: "" }],
  ])("%s", (text, before, after, style) => {
    const added = addedTo(text).map((statement) => write(statement, style));
    expect(merged(text)).toBe(before + added.join(style.comma) + after);
  });

  test.each([
    ["[]", "[", "\n  ]"],
    ["[\n  ]", "[", "\n  ]"],
    ["[\n\n  ]", "[", "\n\n  ]"],
    ["[ // none\n  ]", "[ // none", "\n  ]"],
    ["[\n    // none\n  ]", "[\n    // none", "\n  ]"],
    ["[\n    /* none */ ]", "[\n    /* none */", "\n   ]"],
  ])("%j on a line of its own", (list, before, after) => {
    const lines: Style = { colon: ": ", comma: ",", padding: "", lines: ["\n", "  "] };
    const text = `{\n  "Version": "2012-10-17",\n  "Statement": ${list}\n}`;
    const added = addedTo(text).map((statement) => `\n    ${write(statement, lines, "    ")}`);
    expect(merged(text)).toBe(
      `{\n  "Version": "2012-10-17",\n  "Statement": ${before}${added.join(",")}${after}\n}`,
    );
  });
});

describe("comments change nothing of the style, and stay behind what they follow", () => {
  const [first, last] = [JSON.stringify(one), JSON.stringify(two)];

  test.each([
    ["none", ""],
    ["a block", " /* a */"],
    ["a block with what would begin a line comment", "/* a // b */"],
    ["two blocks", "  /* a */  /* b */"],
    ["a block of two lines", " /* a\n b */"],
  ])("on the line of the last statement: %s", (_title, comment) => {
    const text = `{"Statement":[${first}, ${last}${comment}]}`;
    const added = addedTo(text).map((statement) => JSON.stringify(statement));
    expect(merged(text)).toBe(`{"Statement":[${first}, ${last},${comment} ${added.join(", ")}]}`);
  });

  test.each([" // a", "// a", " /* a */ // b", " // a /* b", " //"])(
    "a line comment ends its line: %j",
    (comment) => {
      const text = `{"Statement":[${first}, ${last}${comment}\n]}`;
      const added = addedTo(text).map((statement) => JSON.stringify(statement));
      expect(merged(text)).toBe(`{"Statement":[${first}, ${last},${comment}\n${added.join(", ")}\n]}`);
    },
  );

  const rest = '"Action":"kms:Encrypt","Resource":"*"}';

  test.each([
    [`{"Effect" /* e */ : "Allow" /* a */ , "Principal":"*",${rest}`, ":", ","],
    [`{"Effect": /* e */"Allow", /* a */"Principal":"*",${rest}`, ":", ","],
    [`{"Effect" :"Allow"/* a */,"Principal":"*",${rest}`, " :", ","],
    [`{"Effect": "Allow"/* a */,"Principal":"*",${rest}`, ": ", ", "],
  ])("within a statement: %s", (commented, colon, comma) => {
    const text = `{"Statement":[${first},${commented}]}`;
    const added = addedTo(text).map((statement) => `,${write(statement, { colon, comma, padding: "" })}`);
    expect(merged(text)).toBe(`{"Statement":[${first},${commented}${added.join("")}]}`);
  });

  test.each([", /* a */  ", " /* a */,   ", "/* a */ ,"])("between two statements: %j", (between) => {
    const text = `{"Statement":[${first}${between}${last}]}`;
    const added = addedTo(text).map((statement) => JSON.stringify(statement));
    expect(merged(text)).toBe(`{"Statement":[${first}${between}${last},${added.join(",")}]}`);
  });
});

test.each([
  ['{"Version":"2012-10-17"}', '{"Version":"2012-10-17","Statement":['],
  ['{"Id": "a", "Version": "2012-10-17"}', '{"Id": "a", "Version": "2012-10-17", "Statement": ['],
  ['{"Id":"a",  "Version":"2012-10-17"}', '{"Id":"a",  "Version":"2012-10-17",  "Statement":['],
  ["{}", '{"Version":"2012-10-17","Statement":['],
  ["{\n}", '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {'],
])("a policy without Statement gets it behind its members: %j", (text, start) => {
  const result = merged(text);
  expect(result.startsWith(start)).toBe(true);
  expect(result.endsWith(text.slice(-1))).toBe(true);
  expect(addedTo(result)).toEqual([]);
});
