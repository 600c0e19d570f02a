import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "cdktf.out/", "node_modules/", "lib/hcl/compiled-templates.js"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  prettier,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.test.json" } },
    rules: {
      // Only a type alias fits where a record is asked for.
      "@typescript-eslint/consistent-type-definitions": "off",
      // Numbers in messages need no ceremony.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@cdktf/provider-aws",
              message:
                "Import the one class you need (@cdktf/provider-aws/lib/kms-key): the index loads 512 MB.",
            },
            {
              name: "zod",
              message: "Import zod/mini: the whole of zod costs every command its start-up time.",
            },
            {
              name: "handlebars",
              message: "Only scripts compile templates; lib runs them with handlebars/runtime.",
            },
          ],
        },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExportDefaultDeclaration",
          message: "Named exports only: a name that travels can be searched for.",
        },
      ],
    },
  },
  { files: ["**/*.js", "**/*.cjs", "**/*.mjs"], ...tseslint.configs.disableTypeChecked },
  {
    files: ["*.mjs"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.js"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
