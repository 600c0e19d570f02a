/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: "node",
  // With lib among the roots, `--findRelatedTests lib/…` finds the way from a source to its tests.
  roots: ["<rootDir>/lib", "<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  setupFiles: ["<rootDir>/test/support/property-seed.ts", "<rootDir>/test/support/token-stacks.ts"],
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  // End-to-end tests wait for processes more than they compute.
  maxWorkers: 2,
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }] },
};
