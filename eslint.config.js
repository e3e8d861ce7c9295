import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  {
    ignores: [
      "packages/node/programs/",
      "**/node_modules/",
      "**/dist/",
      ".toolchain/",
      "artifacts/",
      "cache/",
      "coverage/",
      "deploy/deployments/",
      "out/",
      "typechain-types/",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  eslint.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // House style: `type` rather than `interface`, unions rather than enums, named exports.
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union or `as const`." },
        { selector: "ExportDefaultDeclaration", message: "Export by name." },
      ],
      eqeqeq: "error",

      // Numbers, bigints and flags are what most messages are made of.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      // Index loops are how hot code is written here, and a type parameter may document a single use.
      "@typescript-eslint/prefer-for-of": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
  {
    // Tools that demand a default export.
    files: ["hardhat.config.ts", "deploy/modules/**/*.ts", "**/vite.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.test.ts", "**/*.behavior.ts", "**/test/**/*.ts"],
    rules: {
      // `expect(x).to.be.true` is an expression.
      "@typescript-eslint/no-unused-expressions": "off",
      // Titles made of lists.
      "@typescript-eslint/restrict-template-expressions": "off",
      // A fake implements an async interface without awaiting anything.
      "@typescript-eslint/require-await": "off",
      // A test that finds nothing there fails, which is its purpose.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { globals: { console: "readonly", process: "readonly" } },
  },
);
