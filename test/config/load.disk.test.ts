import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os, { tmpdir } from "node:os";
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
    "control-tower.yaml",
    "data-events.yaml",
    "existing-key.yaml",
    "govcloud.yaml",
    "key-only.yaml",
    "log-archive.yaml",
    "many-accounts.yaml",
    "members-read-own.yaml",
    "monitored.yaml",
    "organization.yaml",
    "readers-assume-role.yaml",
    "replicas.yaml",
    "retention.yaml",
    "siem-reader.yaml",
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
        '11:14 readers[2].account: 12345678901 is a number, but an AWS account ID must be a string: write it in quotes, "012345678901"',
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
    ["a key twice", "name: a-b\nname: b-c\n", "2:1 : this key occurs twice"],
    ["two documents", "name: a-b\n---\nname: b-c\n", "2:1 : a second document starts here"],
    ["a tab as indent", "bucket:\n\tname: x\n", "2:"],
    ["lists in lists without end", `name: ${"[".repeat(5000)}`, "1:"],
    ["an open bracket", "readers: [\n", "2:1 :"],
    ["an alias of nothing", "name: *nothing\n", "1:7 :"],
    ["a tag that YAML does not know", "name: !secret x\n", "1:7 :"],
    ["a tag of a name that JavaScript reserves", "tags:\n  __proto__: null\n", "2:3 tags.__proto__: "],
    ["comments alone", "# nothing\n", "contains nothing instead of a config's options"],
    ["a list", "- name: x\n", "contains a list"],
    ["a text", "hello\n", "contains a string"],
  ])("%s is a problem with its place", (_title, text, expected) => {
    expect(at(written("trailkey.yaml", text)).join("\n")).toContain(expected);
  });

  test("a tab as indent is one problem, whatever the parser makes of the rest", () => {
    expect(at(written("trailkey.yaml", "name: a-b\nbucket:\n\tname: x\n\tname: y\n"))).toEqual([
      "3:1 : a tab indents this line: YAML requires spaces",
    ]);
  });

  test("variables that its parser reads change nothing and print nothing", () => {
    const print = jest.spyOn(console, "dir").mockImplementation();
    const log = jest.spyOn(console, "log").mockImplementation();
    process.env.LOG_STREAM = "1";
    process.env.LOG_TOKENS = "1";
    try {
      expect(loadConfig(written("trailkey.yaml", "name: org-audit\ntrail: false\n"))).toMatchObject({
        ok: true,
      });
      expect([print.mock.calls, log.mock.calls]).toEqual([[], []]);
      expect(process.env).toMatchObject({ LOG_STREAM: "1", LOG_TOKENS: "1" });
    } finally {
      delete process.env.LOG_STREAM;
      delete process.env.LOG_TOKENS;
      jest.restoreAllMocks();
    }
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
    ["a comment", '{ "name": "a" } // x', "1:17 : JSON does not allow comments"],
    [
      "a comma too many",
      '{ "name": "a", }',
      "1:14 : JSON does not allow a comma before a closing bracket: remove it",
    ],
    ["a key twice", '{ "name": "a",\n "name": "b" }', "2:2 : this key occurs twice"],
    [
      "a number with a leading zero",
      '{ "account": 012345678901 }',
      "1:15 : a number cannot start with 0: write an account ID in quotes",
    ],
    [
      "a text in single quotes",
      "{ 'name': 1 }",
      "1:3 : this is neither a JSON value nor a string in double quotes",
    ],
    ["something after the end", "{} {}", "1:4 : the file should end before this point"],
    ["half a file", '{ "name": ', "a value is expected"],
    ["a list", "[]", "contains a list"],
    ["null", "null", "contains nothing"],
  ])("%s is a problem with its place", (_title, text, expected) => {
    expect(at(written("trailkey.json", text)).join("\n")).toContain(expected);
  });

  test("commas before closing brackets are one problem each, with their line", () => {
    const text = '{ "name": "a",\n "readers": [1, 2,\n ],\n "tags": { "a": "b" ,},\n}';
    expect(at(written("trailkey.json", text)).map((line) => line.split(" ")[0])).toEqual([
      "2:18",
      "4:21",
      "4:23",
    ]);
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
    ["one that exports a function", "export default () => ({});", "contains a function"],
    ["one with a mistake", 'export default { nam: "x", trail: false };', "did you mean name?"],
  ])("%s is a problem without a stack trace", (_title, text, expected) => {
    const [...messages] = problemsOf(written("trailkey.ts", text)).map(({ message }) => message);
    expect(messages.join("\n")).toContain(expected);
    expect(messages.join("\n")).not.toMatch(/\n\s+at /);
  });

  test.each([
    [
      "an error while it runs",
      "\nconst o: any = undefined;\n\nexport default { name: o.x };",
      "4:undefined : cannot be run: Cannot read",
    ],
    [
      "an error thrown by a getter",
      "export default {\n  get name() { throw new Error('no name'); } };",
      "2:undefined : cannot be run: no name",
    ],
    [
      "something thrown that is no error",
      "throw { get message() { throw 1; }, toString() { throw 2; } };",
      "something was thrown that is no error",
    ],
    [
      "await outside a function",
      "const a = 1;\nawait a;\nexport default {};",
      "2:undefined : uses `await` outside a function",
    ],
    ["a promise", "export default Promise.resolve({});", "exports a promise"],
  ])("%s is one problem, with its line where it has one", (_title, text, expected) => {
    expect(at(written("trailkey.ts", text))).toEqual([expect.stringContaining(expected)]);
  });

  test("variables that its loader reads change nothing", () => {
    const file = written(
      "trailkey.ts",
      'import { join } from "node:path";\nexport default { name: join("org", ""), trail: false };',
    );
    const before = loadConfig(file);
    written("other.js", 'exports.join = () => "stolen";');
    process.env.JITI_ALIAS = JSON.stringify({ "node:path": join(folder, "other.js") });
    try {
      const { config } = { config: null, ...loadConfig(file) };
      expect({ config }).toMatchObject({ config: { name: "org" } });
      expect(before).toMatchObject({ config });
    } finally {
      delete process.env.JITI_ALIAS;
    }
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
    ["trailkey.toml", "has an unknown extension"],
    ["trailkey", "has an unknown extension"],
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

  test.each(["trailkey.yaml", "trailkey.ts"])("takes no %s from above the root of a repository", (name) => {
    written(name, "");
    mkdirSync(join(folder, "repository/.git"), { recursive: true });
    mkdirSync(join(folder, "repository/below"));
    const found = findConfig(join(folder, "repository/below"));
    expect(found).toMatchObject({
      ok: false,
      problems: [{ code: "no-config", args: { last: join(folder, "repository") } }],
    });
    const own = written("repository/trailkey.json", "");
    expect(findConfig(join(folder, "repository/below"))).toEqual({ ok: true, file: own });
  });

  test("takes none from above the home directory, and one in it", () => {
    written("trailkey.yaml", "");
    mkdirSync(join(folder, "home/below"), { recursive: true });
    jest.spyOn(os, "homedir").mockReturnValue(join(folder, "home"));
    expect(findConfig(join(folder, "home/below"))).toMatchObject({
      ok: false,
      problems: [{ code: "no-config", args: { last: join(folder, "home") } }],
    });
    const own = written("home/trailkey.yml", "");
    expect(findConfig(join(folder, "home/below"))).toEqual({ ok: true, file: own });
    jest.restoreAllMocks();
  });

  test("takes no TypeScript of another user, which would be run, but YAML", () => {
    const code = written("a.ts", "");
    chownOrPretend(code);
    mkdirSync(join(folder, "ts"));
    renameSync(code, join(folder, "ts/trailkey.ts"));
    const found = findConfig(join(folder, "ts"));
    expect(found.ok ? [] : found.problems.map(problemMessage)).toEqual([
      expect.stringMatching(/trailkey\.ts belongs to another user \(ID \d+\) and would run as you/),
    ]);
    rmSync(join(folder, "ts/trailkey.ts"));
    const yaml = written("ts/trailkey.yaml", "");
    chownOrPretend(yaml);
    expect(findConfig(join(folder, "ts"))).toEqual({ ok: true, file: yaml });
    jest.restoreAllMocks();
  });

  test("says what it looked for where there is none", () => {
    const found = findConfig(folder);
    expect(found.ok ? [] : found.problems.map(problemMessage)).toEqual([
      expect.stringMatching(
        /trailkey.yaml, trailkey.yml, trailkey.json, trailkey.ts here .* `trailkey init`, .* -c FILE/,
      ),
    ]);
  });
});

/** Root can give a file away; another user can only be said to be another. */
function chownOrPretend(file: string): void {
  if (process.getuid?.() === 0) chownSync(file, 12345, 12345);
  else jest.spyOn(process, "getuid").mockReturnValue(12345);
}

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
