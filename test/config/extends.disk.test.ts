import { chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadConfig, loadConfigText } from "../../lib/config/load";
import { parseConfig } from "../../lib/config/parse";
import { problemMessage } from "../../lib/report/problem-message";
import type { Config } from "../../lib/config/config";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "trailkey-extends-")));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function written(name: string, content: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

function configOf(file: string): Config {
  const result = loadConfig(file);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

function told(file: string): readonly string[] {
  const result = loadConfig(file);
  if (result.ok) return [];
  return result.problems.map((problem) => {
    const { line, column, path } = problem;
    const place = problem.file?.slice(folder.length + 1) ?? "";
    return `${place}:${line}:${column} ${path}: ${problemMessage(problem)}`.replaceAll(folder, "");
  });
}

const base = `
account: "111111111111"
region: us-east-1
bucket: { name: base-logs, prefix: audit }
key:
  rotationDays: 180
  administrators: [arn:aws:iam::111111111111:role/KeyAdmin]
readers: [{ user: Bob }, { user: Carol }]
tags: { team: audit, stage: none }
`;

describe("extends", () => {
  test("merges sections option by option, and replaces lists and single values", () => {
    written("base.yaml", base);
    const file = written(
      "envs/prod.yaml",
      "extends: ../base.yaml\nname: prod\nbucket: { name: prod-logs }\nreaders: [{ user: Dave }]\ntags: { stage: prod }\nkey: { rotationDays: 90 }\n",
    );
    expect(configOf(file)).toMatchObject({
      name: "prod",
      account: "111111111111",
      bucket: { name: "prod-logs", prefix: "audit" },
      key: { rotationDays: 90, administrators: ["arn:aws:iam::111111111111:role/KeyAdmin"] },
      readers: [{ kind: "user", name: "Dave" }],
      tags: { team: "audit", stage: "prod" },
    });
  });

  test("gives the config that one file with the same options gives", () => {
    written("base.yaml", base);
    const file = written("prod.yaml", "extends: base.yaml\nname: prod\n");
    expect(configOf(file)).toEqual(configOf(written("whole.yaml", `name: prod\n${base}`)));
  });

  test("null puts the default back, of an option, a section and a tag", () => {
    written("base.yaml", base);
    const file = written(
      "prod.yaml",
      "extends: base.yaml\nname: prod\naccount: null\nkey: null\nreaders: null\nbucket: { prefix: ~ }\ntags: { stage: null }\n",
    );
    expect(configOf(file)).toMatchObject({
      account: null,
      key: { rotationDays: 365, administrators: [] },
      readers: [],
      bucket: { name: "base-logs", prefix: null },
      tags: { team: "audit" },
    });
  });

  test("null of an option that the base does not set is its default too, and no other key may be null", () => {
    written("base.yaml", "bucket: { name: logs }\n");
    expect(
      configOf(written("prod.yaml", "extends: base.yaml\nname: prod\nkey: ~\nprotect: ~\ntags: ~\n")),
    ).toMatchObject({ protect: true, tags: {} });
    expect(
      told(
        written("typo.yaml", "extends: base.yaml\nname: prod\nbucket: { prefx: ~ }\ntags: { stage: ~ }\n"),
      ),
    ).toEqual([
      expect.stringMatching(/^:3:11 bucket\.prefx: is not an option of trailkey, did you mean prefix/),
      expect.stringMatching(/^:4:9 tags\.stage: has no value/),
    ]);
  });

  test("a chain of YAML, JSON and TypeScript is fine, each path relative to its own file", () => {
    written("a.json", '{ "account": "111111111111", "tags": { "a": "1", "b": "1", "c": "1" } }');
    written(
      "deep/b.ts",
      'export default { extends: "../a.json", bucket: { name: "logs" }, tags: { b: "2", c: "2" } };',
    );
    const file = written("envs/c.yml", "extends: ../deep/b.ts\nname: ccc\ntags: { c: '3' }\n");
    expect(configOf(file)).toMatchObject({
      account: "111111111111",
      bucket: { name: "logs" },
      tags: { a: "1", b: "2", c: "3" },
    });
    expect(loadConfig(file)).toMatchObject({ extended: [join(folder, "deep/b.ts"), join(folder, "a.json")] });
  });

  test("a single value replaces a section and a section a single value", () => {
    written("base.yaml", "logGroup: { retentionDays: 90 }\ntrail: false\nbucket: { name: logs }\n");
    const file = written("c.yaml", "extends: base.yaml\nname: ccc\nlogGroup: true\ntrail: {}\n");
    const plain = written("p.yaml", "name: ccc\nlogGroup: true\nbucket: { name: logs }\n");
    expect(configOf(file)).toEqual(configOf(plain));
  });

  test("a key named __proto__ of a base is refused like any other", () => {
    written("base.yaml", "__proto__: { name: x }\ntags: { __proto__: a }\n");
    const problems = told(written("c.yaml", "extends: base.yaml\nname: ccc\nbucket: { name: logs }\n"));
    expect(problems.join("\n")).toContain("base.yaml:1:1 __proto__: is not an option");
    expect(problems.join("\n")).toContain("base.yaml:2:9 tags.__proto__: ");
  });

  test("a problem stands where its value is written: in the config first, then in the base", () => {
    written(
      "base.yaml",
      "account: 111\nregoin: us-east-1\nbucket:\n  prefix: audit\nreaders: [{ usr: Bob }]\n",
    );
    written("b2.yaml", "extends: base.yaml\nname: bbb\nkey: { rotationDays: 1 }\nreaders:\n  - role: '!'\n");
    expect(told(join(folder, "b2.yaml"))).toEqual([
      expect.stringMatching(/^:3:22 key\.rotationDays: /),
      expect.stringMatching(/^:5:11 readers\[0\]\.role: /),
      expect.stringMatching(/^base\.yaml:1:10 account: 111 is a number/),
      expect.stringMatching(/^base\.yaml:2:1 regoin: is not an option/),
      expect.stringMatching(/^base\.yaml:3:1 bucket\.name: is missing/),
    ]);
  });

  test("a problem of a TypeScript base names the file, which has no lines to tell", () => {
    written("base.ts", 'export default { account: "1" };');
    expect(told(written("c.yaml", "extends: base.ts\nname: ccc\nbucket: { name: logs }\n"))).toEqual([
      expect.stringMatching(/^base\.ts:undefined:undefined account: /),
    ]);
  });

  test("a base that is not there is told with both files", () => {
    expect(told(written("envs/c.yaml", "name: ccc\nextends: ../base.yaml\n"))).toEqual([
      ":2:10 extends: /base.yaml does not exist: extends is a path relative to the file that contains it",
    ]);
    written("b.yaml", "extends: missing.yaml\n");
    expect(told(written("a.yaml", "extends: b.yaml\n"))).toEqual([
      expect.stringMatching(/^b\.yaml:1:10 extends: \/missing\.yaml does not exist/),
    ]);
  });

  test("a circle is told with its files, also one of a single file or through a link", () => {
    written("a.yaml", "extends: b.yaml\n");
    written("b.yaml", "extends: a.yaml\n");
    expect(told(join(folder, "a.yaml"))).toEqual([
      "b.yaml:1:10 extends: this is a circle, /a.yaml extends /b.yaml extends /a.yaml: remove extends from one of these files",
    ]);
    expect(told(written("own.yaml", "extends: ./own.yaml\n"))).toEqual([
      expect.stringContaining(":1:10 extends: this is a circle, /own.yaml extends /own.yaml"),
    ]);
    symlinkSync("c.yaml", join(folder, "link.yaml"));
    expect(told(written("c.yaml", "extends: link.yaml\n"))).toEqual([
      expect.stringContaining(":1:10 extends: this is a circle"),
    ]);
  });

  test.each([
    ["a list", "[a.yaml]", "a list is not a string"],
    ["a number", "5", "extends"],
    ["no value", "", "has no value"],
    ["an empty text", '""', "the path of a config"],
    ["another kind of file", "base.toml", "must end in .yaml, .yml, .json or .ts"],
  ])("%s is no path", (_what, value, sentence) => {
    const [problem, ...others] = told(
      written("c.yaml", `extends: ${value}\nname: ccc\nbucket: { name: logs }\n`),
    );
    expect(problem).toContain(" extends: ");
    expect(problem).toContain(sentence);
    expect(others).toEqual([]);
  });

  test("what keeps a base from being read stands in the base", () => {
    const file = written("c.yaml", "extends: base.yaml\nname: ccc\n");
    written("base.yaml", "a: 1\na: 2\n");
    expect(told(file)).toEqual([expect.stringMatching(/^base\.yaml:2:1 : this key occurs twice/)]);
    written("base.yaml", "- a\n");
    expect(told(file)).toEqual([expect.stringMatching(/^base\.yaml:.* contains a list instead/)]);
  });

  test("of a config on stdin it is relative to where that counts as a file", () => {
    written("base.yaml", base);
    const text = Buffer.from("extends: base.yaml\nname: ccc\n");
    expect(loadConfigText(text, join(folder, "stdin"))).toMatchObject({ ok: true, config: { name: "ccc" } });
  });

  test("options that are in no file cannot extend one", () => {
    expect(parseConfig({ extends: "base.yaml", name: "ccc", bucket: { name: "logs" } })).toMatchObject({
      ok: false,
      problems: [{ code: "extends-without-file", path: "extends" }],
    });
  });

  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  asRoot.each([
    ["runs no file of another user", "base.ts"],
    ["runs nothing at another user's word", "trailkey.yaml"],
  ])("a config that was found %s", (_what, foreign) => {
    written("base.ts", 'export default { bucket: { name: "logs" } };');
    const file = written("trailkey.yaml", "extends: base.ts\nname: ccc\n");
    expect(loadConfig(file, { found: true })).toMatchObject({ ok: true });
    chownSync(join(folder, foreign), 12345, 12345);
    expect(loadConfig(file, { found: true })).toMatchObject({
      problems: [{ code: "extends-of-other-user", path: "extends", line: 1, args: { owner: 12345 } }],
    });
    expect(loadConfig(file)).toMatchObject({ ok: true });
  });
});
