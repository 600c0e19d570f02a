import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findConfig, loadConfig } from "../../lib/config/load";
import type { ConfigProblem } from "../../lib/config/problem";
import { problemMessage } from "../../lib/report/problem-message";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "trailkey-load-")));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function written(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

type Told = ConfigProblem & { readonly message: string };

const told = (problem: ConfigProblem): Told => ({ ...problem, message: problemMessage(problem) });

function problemsOf(file: string): readonly Told[] {
  const result = loadConfig(file);
  return result.ok ? [] : result.problems.map(told);
}

const at = (file: string): readonly string[] =>
  problemsOf(file).map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);

const root = join(__dirname, "../..");
const examples = readdirSync(join(root, "examples")).filter((name) => name.endsWith(".yaml"));

test.each([...examples.map((name) => `examples/${name}`), "modules/configs/trail.yaml"])(
  "%s is valid",
  (name) => {
    expect(loadConfig(join(root, name))).toMatchObject({ ok: true, warnings: [] });
  },
);

test("there is an example for each scenario", () => {
  expect(examples).toEqual([
    "bucket-in-another-account.yaml",
    "china.yaml",
    "existing-key.yaml",
    "govcloud.yaml",
    "key-only.yaml",
    "many-accounts.yaml",
    "readers-assume-role.yaml",
    "single-account.yaml",
  ]);
});

test("YAML, JSON and TypeScript of the same content are the same config", () => {
  const json = '{ "name": "org-audit", "tags": { "a": "${x}\\n" }, "bucket": { "name": "logs" } }';
  const results = [
    loadConfig(written("a.json", json)),
    loadConfig(written("a.yaml", 'name: org-audit\ntags:\n  a: "${x}\\n"\nbucket: { name: logs }\n')),
    loadConfig(written("a.yml", json)),
    loadConfig(
      written(
        "a.ts",
        `const name: string = "org-audit";\nexport default { name, tags: { a: "\${x}\\n" }, bucket: { name: "logs" } };`,
      ),
    ),
    loadConfig(written("b.ts", `export const config = ${json};`)),
    loadConfig(written("c.yaml", `\ufeff${json}`)),
    loadConfig(written("c.json", `\ufeff${json}`)),
  ];
  expect(results[0]).toMatchObject({ ok: true, config: { tags: { a: "${x}\n" } } });
  const configs = results.map((result) => result.ok && result.config);
  for (const config of configs) expect(config).toEqual(configs[0]);
});

describe("YAML", () => {
  test("problems stand at their value, or at the key where that is wrong or the value is a section", () => {
    const file = written(
      "trailkey.yaml",
      [
        "name: org-audit",
        'account: "11111111111"',
        "regoin: us-east-1",
        "key:",
        "  rotationDays: 30",
        "bucket:",
        "  prefix: audit",
        "readers:",
        "  - user: Bob",
        "  - user: Bob",
        "  - account: 012345678901",
        "tags:",
      ].join("\n"),
    );
    expect(at(file)).toEqual([
      expect.stringContaining("2:10 account: "),
      expect.stringContaining("3:1 regoin: is not an option of trailkey, did you mean region?"),
      expect.stringContaining("5:17 key.rotationDays: "),
      expect.stringContaining("6:1 bucket.name: is missing"),
      expect.stringContaining("10:11 readers[1].user: "),
      expect.stringContaining(
        '11:14 readers[2].account: 12345678901 is a number, an AWS account ID is a text: write it in quotes, "012345678901"',
      ),
      expect.stringContaining("12:1 tags: has no value"),
    ]);
  });

  test("anchors, aliases and merged sections are followed, also by positions", () => {
    const good =
      "name: org-audit\nbucket: &b\n  name: logs\n  deliverFrom: &ids ['222222222222']\nencryptFor: *ids\nkey:\n  <<: {rotationDays: 90}\n";
    expect(loadConfig(written("good.yaml", good))).toMatchObject({
      ok: true,
      config: { encryptFor: [{ id: "222222222222" }], key: { rotationDays: 90 } },
    });
    const bad = "name: org-audit\nbucket:\n  name: logs\n  deliverFrom: &ids\n    - '2'\nencryptFor: *ids\n";
    expect(at(written("bad.yaml", bad))).toEqual([
      expect.stringContaining("5:7 bucket.deliverFrom[0]: "),
      expect.stringContaining("5:7 encryptFor[0]: "),
    ]);
  });

  test.each([
    ["a key twice", "name: a-b\nname: b-c\n", "2:1 : this key is written twice"],
    ["two documents", "name: a-b\n---\nname: b-c\n", "2:1 : a second document starts here"],
    ["a tab as indent", "bucket:\n\tname: x\n", "2:"],
    ["lists in lists without end", `name: ${"[".repeat(5000)}`, "1:"],
    ["an open bracket", "readers: [\n", "2:1 :"],
    ["an alias of nothing", "name: *nothing\n", "1:7 :"],
    ["a tag that YAML does not know", "name: !secret x\n", "1:7 :"],
    ["comments alone", "# nothing\n", "holds nothing where a config's options should be"],
    ["a list", "- name: x\n", "holds a list"],
    ["a text", "hello\n", "holds a string"],
  ])("%s is a problem with its place", (_title, text, expected) => {
    expect(at(written("trailkey.yaml", text)).join("\n")).toContain(expected);
  });

  test("a bomb of aliases is refused", () => {
    const levels = Array.from(
      { length: 9 },
      (_, index) => `a${index + 1}: &a${index + 1} [${Array<string>(9).fill(`*a${index}`).join(", ")}]`,
    );
    expect(at(written("bomb.yaml", ["a0: &a0 [x]", ...levels].join("\n"))).join()).toMatch(/alias/i);
  });
});

describe("JSON", () => {
  test("problems stand at their value, or at the key", () => {
    const file = written(
      "trailkey.json",
      '{\n  "name": "org-audit",\n  "acount": "1",\n  "readers": [{ "user": "" }],\n  "bucket": {}\n}\n',
    );
    expect(at(file)).toEqual([
      expect.stringContaining("3:3 acount: is not an option of trailkey, did you mean account?"),
      expect.stringContaining("4:25 readers[0].user: is empty"),
      expect.stringContaining("5:3 bucket.name: is missing"),
    ]);
  });

  test("its own schema may be named in it", () => {
    const file = written(
      "trailkey.json",
      '{ "$schema": "./trailkey.schema.json", "name": "org-audit", "trail": false }',
    );
    expect(loadConfig(file)).toMatchObject({ ok: true });
  });

  test.each([
    ["a comment", '{ "name": "a" } // x', "1:17 : a comment, which JSON does not have"],
    ["a comma too many", '{ "name": "a", }', "1:16 : a key in double quotes is expected"],
    ["a key twice", '{ "name": "a",\n "name": "b" }', "2:2 : this key is written twice"],
    [
      "a number with a leading zero",
      '{ "account": 012345678901 }',
      "1:15 : a number does not start with 0: an account ID goes in quotes",
    ],
    ["a text in single quotes", "{ 'name': 1 }", "1:3 : neither a value nor a text in double quotes"],
    ["something after the end", "{} {}", "1:4 : the file should end before this"],
    ["half a file", '{ "name": ', "a value is expected"],
    ["a list", "[]", "holds a list"],
    ["null", "null", "holds nothing"],
  ])("%s is a problem with its place", (_title, text, expected) => {
    expect(at(written("trailkey.json", text)).join("\n")).toContain(expected);
  });

  test("every syntax error is reported", () => {
    expect(problemsOf(written("trailkey.json", "{ 'a': 1,\n \"b\" 2 }")).length).toBeGreaterThan(1);
  });
});

describe("TypeScript", () => {
  test("a syntax error has its line and column", () => {
    const [problem] = problemsOf(written("trailkey.ts", 'export default {\n  name: "foo" bucket: 1,\n};'));
    expect(problem).toMatchObject({ line: 2, column: 15 });
  });

  test.each([
    ["one that throws", 'throw new Error("no such\\nplace");', "cannot be run: no such"],
    ["one with a syntax error", "export default {", "cannot be run: "],
    ["one without export", "const config = {};", "exports no config"],
    ["one that exports a function", "export default () => ({});", "holds a function"],
    ["one with a mistake", 'export default { nam: "x", trail: false };', "did you mean name?"],
  ])("%s is a problem without a stack trace", (_title, text, expected) => {
    const [...messages] = problemsOf(written("trailkey.ts", text)).map(({ message }) => message);
    expect(messages.join("\n")).toContain(expected);
    expect(messages.join("\n")).not.toMatch(/\n\s+at /);
  });

  test("it is read anew each time", () => {
    const first = loadConfig(written("trailkey.ts", 'export default { name: "one", trail: false };'));
    const second = loadConfig(written("trailkey.ts", 'export default { name: "two", trail: false };'));
    expect([first, second]).toMatchObject([{ config: { name: "one" } }, { config: { name: "two" } }]);
  });
});

describe("a file that cannot be a config", () => {
  test.each([
    ["missing.yaml", "does not exist"],
    ["missing.ts", "does not exist"],
    ["trailkey.toml", "is of no known kind"],
    ["trailkey", "is of no known kind"],
  ])("%s", (name, expected) => {
    expect(problemsOf(join(folder, name))).toEqual([
      expect.objectContaining({
        path: "",
        severity: "error",
        message: expect.stringContaining(expected) as unknown,
      }),
    ]);
  });

  test("a folder, an empty file, bytes that are no UTF-8", () => {
    mkdirSync(join(folder, "folder.yaml"));
    expect(at(join(folder, "folder.yaml")).join()).toContain("is a folder");
    expect(at(written("empty.yaml", " \n")).join()).toContain("is empty");
    expect(at(written("latin.yaml", Buffer.from("name: a\xe4b", "latin1"))).join()).toContain(
      "is not UTF-8 text",
    );
  });
});

describe("looking for a config", () => {
  test("goes upward to the nearest folder that holds one", () => {
    const file = written("trailkey.yml", "");
    mkdirSync(join(folder, "a/b"), { recursive: true });
    expect(findConfig(join(folder, "a/b"))).toEqual({ ok: true, file });
    const nearer = written("a/trailkey.json", "");
    expect(findConfig(join(folder, "a/b"))).toEqual({ ok: true, file: nearer });
  });

  test("refuses to choose between two in one folder, and names both", () => {
    written("trailkey.yaml", "");
    written("trailkey.ts", "");
    const found = findConfig(folder);
    expect(found.ok ? [] : found.problems.map(problemMessage)).toEqual([
      expect.stringContaining("trailkey.yaml and trailkey.ts"),
    ]);
  });

  test("says what it looked for where there is none", () => {
    const found = findConfig(folder);
    expect(found.ok ? [] : found.problems.map(problemMessage)).toEqual([
      expect.stringContaining("trailkey.yaml, trailkey.yml, trailkey.json, trailkey.ts"),
    ]);
  });
});

test("who reads YAML loads neither the JSON parser nor the TypeScript loader", () => {
  jest.isolateModules(() => {
    for (const heavy of ["jsonc-parser", "jiti"]) {
      jest.doMock(heavy, () => {
        throw new Error(`${heavy} was loaded`);
      });
    }
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a module registry of its own
    const { loadConfig: load } = require("../../lib/config/load") as typeof import("../../lib/config/load");
    expect(load(join(root, "examples/single-account.yaml"))).toMatchObject({ ok: true });
    expect(() => load(written("trailkey.json", "{}"))).toThrow("jsonc-parser was loaded");
  });
});
