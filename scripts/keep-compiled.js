// Loaded before a program of the bundle by scripts/compile-bundle.js: writes in the end what the run compiled.
const { writeFileSync } = require("node:fs");
const vm = require("node:vm");

const scripts = new Map();

vm.Script = class extends vm.Script {
  constructor(source, { filename }) {
    // Without what an earlier run compiled.
    super(source, { filename });
    scripts.set(filename, this);
  }
};

process.on("exit", () => {
  const { version, platform, arch } = process;
  for (const [file, script] of scripts) {
    writeFileSync(`${file}.${version}-${platform}-${arch}`, script.createCachedData());
  }
});
