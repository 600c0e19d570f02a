// CDK Terrain (`cdktn`) carries on what CDKTF was. trailkey/cdktn is the source of trailkey/cdktf with the names of the
// packages changed: scripts/bundle.js does it to the code, scripts/declarations.js to the types.

/** What each package of CDKTF is called in its successor. */
const successors = { cdktf: "cdktn", "@cdktf/provider-aws": "@cdktn/provider-aws" };

/** A name of a package at the start of a text of the source: `"cdktf"`, `"@cdktf/provider-aws/lib/kms-key"`. */
const names = /(["'`])(@cdktf\/provider-aws|cdktf)(?![\w.-])/g;

/** @param {string} source What CDKTF's packages are used in. */
const inSuccessor = (source) => source.replace(names, (_, quote, name) => quote + successors[name]);

/** The same file in the other entry: `lib/cdktf/index.d.ts` is `lib/cdktn/index.d.ts`. @param {string} path */
const pathInSuccessor = (path) => path.replace(/(^|[\\/])cdktf(?=[\\/])/, "$1cdktn");

module.exports = { inSuccessor, pathInSuccessor, successors };
