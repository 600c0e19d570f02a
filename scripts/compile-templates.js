/**
 * Compiles templates/ into lib/hcl/compiled-templates.js, so that no run of trailkey parses a template.
 * A template goes by its path without `.hbs`; those under partials/ by their name.
 */
const fs = require("node:fs");
const path = require("node:path");
const handlebars = require("handlebars");

const root = path.join(__dirname, "..");
const target = path.join(root, "lib/hcl/compiled-templates.js");

/** A missing field is an error, text is printed as it is, and there are no helpers but the built-in ones. */
const options = { strict: true, noEscape: true, knownHelpersOnly: true, preventIndent: true };

function compileFolder(folder) {
  const compiler = handlebars.create();
  const files = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".hbs"))
    .sort();
  const entries = files.map((file) => {
    const source = fs.readFileSync(path.join(folder, file), "utf8");
    return `  ${JSON.stringify(path.basename(file, ".hbs"))}: ${compiler.precompile(source, options)},\n`;
  });
  return `{\n${entries.join("")}}`;
}

const templates = path.join(root, "templates");
const code = [
  "// Compiled from templates/ by scripts/compile-templates.js.",
  `exports.templates = ${compileFolder(templates)};`,
  `exports.partials = ${compileFolder(path.join(templates, "partials"))};`,
].join("\n");

// Whoever loads the file at this moment sees the old one or the new one, never half of either.
fs.writeFileSync(`${target}.${process.pid}`, `${code}\n`);
fs.renameSync(`${target}.${process.pid}`, target);
