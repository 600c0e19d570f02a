import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import manifest from "../../package.json";
import { moduleNames } from "../../scripts/recorded-interfaces";
import { filesOf, modulesFolder } from "../support/modules";

const root = join(__dirname, "../..");

/** What `npm publish` would send, as publint and "Are the types wrong?" leave it. */
const checked = spawnSync(process.execPath, ["scripts/check-package.mjs"], { cwd: root, encoding: "utf8" });
const files = (): readonly string[] => JSON.parse(checked.stdout) as readonly string[];

test("publint and Are The Types Wrong find nothing in the package", () => {
  expect({ status: checked.status, stderr: checked.stderr }).toEqual({ status: 0, stderr: "" });
});

test("whoever installs the package runs no script of it", () => {
  const scripts = Object.keys(manifest.scripts);
  expect(scripts.filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
  expect(manifest.scripts.prepack).toBe("npm run build");
});

test("the package says where its source, its issues and its home page are", () => {
  const { url } = manifest.repository;
  const address = url.replace(/^git\+/, "").replace(/\.git$/, "");
  expect(manifest.homepage).toBe(`${address}#readme`);
  expect(manifest.bugs.url).toBe(`${address}/issues`);
});

test("every link between the documents leads to a file of the package", () => {
  const packaged = files();
  const broken = packaged
    .filter((file) => /^(README|docs\/[a-z-]+)\.md$/.test(file))
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map(([, link = ""]) => normalize(join(dirname(file), link)))
        .filter((target) => !packaged.some((path) => path === target || path.startsWith(`${target}/`)))
        .map((target) => `${file}: ${target}`),
    );
  expect(packaged.filter((file) => file.startsWith("docs/")).length).toBeGreaterThan(5);
  expect(broken).toEqual([]);
});

test("the package has each module as it is committed, so that a source can be ./node_modules/trailkey/modules/trail", () => {
  const packaged = files().filter((file) => /^modules\/(?!configs\/)/.test(file));
  const committed = moduleNames().flatMap((name) =>
    Object.keys(filesOf(join(modulesFolder, name))).map((file) => `modules/${name}/${file}`),
  );
  expect([...packaged].sort()).toEqual(committed.sort());
});

test("the package leaves out what Terraform writes where a module or an example is tried", () => {
  const folder = mkdtempSync(join(tmpdir(), "trailkey-package-"));
  try {
    const left = [
      ".terraform/modules/modules.json",
      ".terraform.lock.hcl",
      "terraform.tfstate",
      "terraform.tfstate.backup",
      "tfplan",
    ];
    for (const tried of ["modules/trail", "modules/trail/examples/basic"])
      for (const file of [...left, "main.tf"]) {
        mkdirSync(dirname(join(folder, tried, file)), { recursive: true });
        writeFileSync(join(folder, tried, file), "");
      }
    writeFileSync(join(folder, "package.json"), readFileSync(join(root, "package.json")));
    const pack = ["pack", "--dry-run", "--json", "--ignore-scripts"];
    const [packed] = JSON.parse(execFileSync("npm", pack, { cwd: folder, encoding: "utf8" })) as [Packed];
    expect(packed.files.map(({ path }) => path).filter((path) => path.startsWith("modules/"))).toEqual([
      "modules/trail/examples/basic/main.tf",
      "modules/trail/main.tf",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

test("every declaration in the package is reached from an entry, and none is missing", () => {
  const declarations = files().filter((file) => file.endsWith(".d.ts"));
  const reached = new Set<string>();
  const { ".": main, "./cdktf": cdktf, "./cdktn": cdktn } = manifest.exports;
  const open: string[] = [main, cdktf, cdktn].map(({ types }) => normalize(types));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const text = readFileSync(join(root, file), "utf8");
    for (const [, name = ""] of text.matchAll(/(?:from|import|import\()\s*"(\.[^"]+)"/g)) {
      open.push(`${normalize(join(dirname(file), name))}.d.ts`);
    }
  }
  expect([...declarations].sort()).toEqual([...reached].sort());
});

test("the declarations name no package that an install does not bring: Node's own, and those of the peers", () => {
  const foreign = files()
    .filter((file) => file.endsWith(".d.ts"))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return [...text.matchAll(/(?:from|import\() ?"([^."][^"]*)"/g)].map(([, name]) => name);
    });
  const peers = Object.keys(manifest.peerDependencies);
  const isPeer = (name = ""): boolean => peers.some((peer) => name === peer || name.startsWith(`${peer}/`));
  expect([...new Set(foreign)].filter((name) => !isPeer(name) && name?.startsWith("node:") !== true)).toEqual(
    [],
  );
});

test("the declarations hold under exactOptionalPropertyTypes, without skipLibCheck", () => {
  const folder = mkdtempSync(join(tmpdir(), "trailkey-consumer-"));
  try {
    const packages = join(folder, "node_modules");
    mkdirSync(packages);
    symlinkSync(root, join(packages, "trailkey"));
    for (const name of ["cdktf", "constructs", "@cdktf", "@types", "undici-types"]) {
      symlinkSync(join(root, "node_modules", name), join(packages, name));
    }
    writeFileSync(
      join(folder, "main.ts"),
      `import { loadConfig } from "trailkey";\nimport { EncryptedTrail } from "trailkey/cdktf";\nconsole.log(loadConfig, EncryptedTrail);\n`,
    );
    const compilerOptions = {
      target: "ES2022",
      module: "node16",
      moduleResolution: "node16",
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      preserveSymlinks: true,
      noEmit: true,
      types: ["node"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts"] }));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    expect(messagesOf(() => execFileSync(process.execPath, [compiler, "-p", folder]))).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** What a program says where it fails; nothing where it does not. */
function messagesOf(run: () => unknown): string {
  try {
    run();
    return "";
  } catch (error) {
    return String((error as { readonly stdout: unknown }).stdout);
  }
}
