/** The stages of trailkey are folders, and arrows between them point one way. Each rule says why. */
const pathOf = (allowed) => `^lib/${allowed}${allowed.endsWith("$") ? "" : "/"}`;

const stage = (name, mayImport, comment) => ({
  name: `${name}-imports-what-comes-before-it`,
  severity: "error",
  comment,
  from: { path: `^lib/${name}/` },
  to: { path: "^(lib|main\\.ts)", pathNot: [name, ...mayImport].map(pathOf) },
});

/** What is bundled, and so imported by nothing of ours. */
const entries =
  "^(main|lib/index|lib/cdktf/index|lib/cli/(main|generate-program|every-command|run-main))\\.ts$";

module.exports = {
  forbidden: [
    stage(
      "policy",
      [],
      "IAM's vocabulary is a ground floor: it imports nothing, so every stage can speak it.",
    ),
    stage("config", [], "The config knows only itself. What is built from it is described in lib/describe."),
    stage(
      "terraform",
      ["config/value-rule\\.ts$"],
      "Terraform's vocabulary is a ground floor, with the config's value rules: nothing of AWS, nothing of who emits it.",
    ),
    stage(
      "describe",
      ["policy", "terraform", "config"],
      "A Blueprint is made from the config, in IAM's and Terraform's vocabulary; it must not know who emits it.",
    ),
    stage(
      "hcl",
      ["terraform", "config/value-rule\\.ts$"],
      "The HCL emitter prints any Blueprint. What a statement or a resource holds is decided in lib/describe.",
    ),
    stage(
      "cdktf/emitter",
      ["terraform", "config/value-rule\\.ts$"],
      "The CDKTF emitter builds any Blueprint. What a statement or a resource holds is decided in lib/describe.",
    ),
    stage(
      "cdktf/constructs",
      ["cdktf/emitter", "policy", "terraform", "config", "describe", "report"],
      "A construct gives a config to describe and what comes out to the emitter; what is wrong with it is told by lib/report.",
    ),
    stage("evaluate", ["policy"], "The evaluator judges any policy, so it must not know how we make ours."),
    stage(
      "expectations",
      ["policy", "config"],
      "What a policy must do follows from the config alone: made from the policy, it would prove nothing.",
    ),
    stage(
      "lint",
      ["policy", "config", "terraform", "describe", "evaluate", "expectations"],
      "A rule judges a policy with the evaluator; what a finding says is lib/report's.",
    ),
    stage(
      "merge",
      ["policy", "config", "terraform", "describe", "evaluate", "expectations"],
      "Merging asks the evaluator what is missing; how it is told is lib/report's.",
    ),
    stage(
      "access",
      ["policy", "evaluate", "expectations", "lint"],
      "The table asks the evaluator about everybody whom a policy names; how it looks is lib/report's.",
    ),
    stage(
      "cases",
      ["policy", "config", "evaluate", "expectations"],
      "Cases are a policy's expectations as data: the evaluator decides them, and a config can give them.",
    ),
    stage(
      "documents",
      ["policy", "config", "evaluate"],
      "The policies beside a key policy are read for the evaluator; what is wrong with them is told by lib/report.",
    ),
    stage(
      "report",
      [
        "policy",
        "config",
        "terraform",
        "describe",
        "evaluate",
        "expectations",
        "lint",
        "merge",
        "access",
        "cases",
        "documents",
      ],
      "Reports turn results into sentences. They never reach for a command.",
    ),
    {
      name: "nobody-imports-cli",
      severity: "error",
      comment: "The command line is one of two ends. What others need of it belongs in a stage before it.",
      from: { pathNot: "^(lib/cli/|test/|bench/|scripts/)" },
      to: { path: "^lib/cli/" },
    },
    {
      name: "cdktf-stays-in-its-folder",
      severity: "error",
      comment: "Who generates HCL never installs cdktf. Only lib/cdktf and main.ts may import it.",
      from: { path: "^lib/", pathNot: "^lib/cdktf/" },
      to: { path: "^node_modules/(cdktf|@cdktf|constructs)(/|$)" },
    },
    {
      name: "only-the-ends-touch-files",
      severity: "error",
      comment:
        "Files are read by lib/config/load.ts with read-config-file.ts and foreign-owner.ts, and written by lib/cli/io.ts; everything between is a pure function. (lib/cli/load-compiled.ts reads the program itself.)",
      from: {
        path: "^lib/",
        pathNot:
          "^lib/(cli/io|cli/load-compiled|config/load|config/read-config-file|config/foreign-owner)\\.ts$",
      },
      to: { path: "^(node:)?fs(/promises)?$" },
    },
    {
      name: "no-circles",
      severity: "error",
      comment:
        "Files that import each other are one concept in two files: join them, or find the third that both need.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-dead-source",
      severity: "error",
      comment:
        "No entry and no script reaches this file through imports: it is dead, or its caller is missing.",
      from: { path: `^scripts/|${entries}` },
      to: { path: "^lib/", pathNot: `\\.d\\.ts$|${entries}`, reachable: false },
    },
    {
      name: "no-test-imports",
      severity: "error",
      comment: "What tests need stays with them: shipped code cannot load test/.",
      from: { path: "^(lib/|main\\.ts|scripts/)" },
      to: { path: "^test/" },
    },
    {
      name: "no-source-without-a-test",
      severity: "error",
      comment:
        "No test reaches this file through imports: write one at the same path in test/. (The entries are tested as built, in test/package and test/cli.)",
      from: { path: "^test/.*\\.test\\.ts$" },
      to: { path: "^lib/", pathNot: `\\.d\\.ts$|${entries}`, reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "compiled-templates" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default"] },
  },
};
