// A test runner for Stryker that loads the test files into its own process, anew for each mutant. Jest itself takes a
// second to begin; here a mutant takes the time of its tests. Only what our unit tests use of Jest is there: no mocks.
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { relative, resolve, sep } = require("node:path");
const { transformSync } = require("@swc/core");
const { expect } = require("expect");
const { bind } = require("jest-each");
const jest = require("../jest.config.js");

/** Where Stryker's changed sources look for the mutant that is on, and count what they come past. */
const stryker = (globalThis.__stryker__ ??= {});

class InProcessRunner {
  constructor({ inProcess: { testFiles, leftOut } }) {
    this.leftOut = new RegExp(leftOut);
    this.testFiles = [...jest.setupFiles.map((file) => file.replace("<rootDir>/", "")), ...testFiles];
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  load() {
    return load(this.testFiles).filter(({ id }) => !this.leftOut.test(id));
  }

  async dryRun() {
    const tests = [];
    for (const test of this.load()) tests.push(await run(test));
    return { status: "complete", tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit, disableBail }) {
    Object.assign(stryker, { hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    const onWhileLoading = mutantActivation === "static";
    stryker.activeMutant = onWhileLoading ? activeMutant.id : undefined;
    const results = [];
    try {
      const tests = this.load();
      stryker.activeMutant = activeMutant.id;
      for (const test of tests) {
        if (testFilter && !testFilter.includes(test.id)) continue;
        results.push(await run(test));
        if (results.at(-1).status === failed && !disableBail) break;
      }
    } catch (error) {
      results.push({
        id: "load",
        name: "load",
        timeSpentMs: 0,
        status: failed,
        failureMessage: String(error),
      });
    } finally {
      stryker.activeMutant = undefined;
    }
    if (stryker.hitCount > hitLimit)
      return { status: "timeout", reason: "the mutant does not come to an end" };
    const failures = results.filter(({ status }) => status === failed);
    return failures.length === 0
      ? { status: "survived", nrOfTests: results.length }
      : {
          status: "killed",
          killedBy: failures.map(({ id }) => id).filter((id) => id !== "load"),
          failureMessage: failures[0].failureMessage,
          nrOfTests: results.length,
        };
  }
}

const [passed, failed] = [0, 1];

/** Loads the test files and our sources under them, and gives the tests that they declare. */
function load(files) {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(process.cwd() + sep)) Reflect.deleteProperty(require.cache, file);
  }
  module.children.length = 0;
  const tests = [];
  for (const file of files.map((name) => resolve(name))) {
    declareInto(tests, relative(process.cwd(), file));
    require(file);
  }
  return tests;
}

/** Puts Jest's globals in place, for the tests of one file. */
function declareInto(tests, fileName) {
  let group = { name: "", before: [], after: [] };
  const describe = (name, declare) => {
    const outer = group;
    group = { name: `${outer.name}${String(name)} `, before: [...outer.before], after: [...outer.after] };
    declare();
    group = outer;
  };
  const test = (name, body) => {
    const full = `${group.name}${name}`;
    const same = tests.filter((other) => other.fileName === fileName && other.full === full).length;
    const id = `${fileName} ${full}${same === 0 ? "" : ` (${same + 1})`}`;
    tests.push({ id, full, fileName, body, group });
  };
  test.skip = () => undefined;
  describe.each = bind(describe, false);
  test.each = bind(test, false);
  Object.assign(globalThis, {
    expect,
    describe,
    test,
    it: test,
    beforeEach: (hook) => group.before.push(hook),
    afterEach: (hook) => group.after.unshift(hook),
  });
}

async function run({ id, fileName, body, group }) {
  const start = performance.now();
  const result = { id, name: id, fileName: resolve(fileName) };
  stryker.currentTestId = id;
  try {
    for (const hook of group.before) await hook();
    await body();
    for (const hook of group.after) await hook();
    return { ...result, status: passed, timeSpentMs: performance.now() - start };
  } catch (error) {
    const failureMessage = String(error.message ?? error);
    return { ...result, status: failed, failureMessage, timeSpentMs: performance.now() - start };
  } finally {
    stryker.currentTestId = undefined;
  }
}

/** As Jest is told to, and once for each file. */
const compiled = new Map();
const [[, [, swcOptions]]] = Object.entries(jest.transform);
Module._extensions[".ts"] = (target, filename) => {
  if (!compiled.has(filename)) {
    const { code } = transformSync(readFileSync(filename, "utf8"), {
      ...swcOptions,
      filename,
      module: { type: "commonjs" },
    });
    compiled.set(filename, code);
  }
  target._compile(compiled.get(filename), filename);
};

const create = (options) => new InProcessRunner(options);
create.inject = ["options"];

exports.strykerValidationSchema = {
  properties: {
    inProcess: {
      properties: { testFiles: { type: "array", items: { type: "string" } }, leftOut: { type: "string" } },
    },
  },
};
exports.strykerPlugins = [{ kind: "TestRunner", name: "in-process", factory: create }];
