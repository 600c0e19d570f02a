// The tests of the CDKTF output once more, its packages taken from what scripts/install-successors.js installs: with
// CDK Terrain in the place of CDKTF, and with the newest @cdktf/provider-aws.
const { maxWorkers, ...config } = require("./jest.config.js");
const { config: successors } = require("./scripts/successors/package.json");

const installed = `<rootDir>/${successors.folder}/node_modules`;

/**
 * @param {Record<string, string>} names What the packages that the source names are called there.
 * @param {string[]} testMatch
 */
const withPackages = (displayName, names, testMatch) => ({
  ...config,
  displayName,
  testMatch,
  moduleNameMapper: Object.fromEntries(
    Object.entries({ ...names, constructs: "constructs" }).map(([name, installedAs]) => [
      `^${name}(/.*)?$`,
      `${installed}/${installedAs}$1`,
    ]),
  ),
});

/** @type {import('jest').Config} */
module.exports = {
  maxWorkers,
  projects: [
    withPackages("cdktn", { cdktf: "cdktn", "@cdktf/provider-aws": "@cdktn/provider-aws" }, [
      "<rootDir>/test/cdktf/**/*.{synth,properties}.test.ts",
      "<rootDir>/test/cdktf/{main.process,emitter/{class-table,argument-types.process}}.test.ts",
      "<rootDir>/test/parity/*.test.ts",
    ]),
    // The provider's classes are all that differs here.
    withPackages("provider-aws 21", { cdktf: "cdktf", "@cdktf/provider-aws": "@cdktf/provider-aws" }, [
      "<rootDir>/test/cdktf/constructs/{constructs,examples,trail-stack}.synth.test.ts",
      "<rootDir>/test/cdktf/emitter/{build.synth,newer-arguments.synth,class-table,argument-types.process}.test.ts",
      "<rootDir>/test/parity/*.test.ts",
    ]),
  ],
};
