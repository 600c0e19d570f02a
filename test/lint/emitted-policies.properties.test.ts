import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Config } from "../../lib/config/config";
import { loadConfig } from "../../lib/config/load";
import type { Finding } from "../../lib/lint/lint";
import { lint } from "../../lib/lint/lint";
import { configInputs } from "../support/arbitrary-config";
import { configOf, placeOf, policyIn } from "../support/place";

const folder = join(__dirname, "../../examples");

function configFrom(file: string): Config {
  const loaded = loadConfig(join(folder, file));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}

/**
 * The policy that AWS has, as somebody would lint it who knows the accounts, first without and then with the config.
 * A config can leave the account of the deployment to the provider, and then nothing but `--trust` tells it.
 */
const findingsOf = (config: Config): readonly Finding[] => {
  const { owner, account } = placeOf(config);
  const policy = policyIn(config);
  return [
    ...lint(policy, { interpolated: true, trustedAccounts: accountsIn(config) }),
    ...lint(policy, { interpolated: true, config, owner, trustedAccounts: [account] }),
  ];
};

/** Every account that a config or its place names. */
const accountsIn = (config: Config): readonly string[] =>
  JSON.stringify([config, placeOf(config)]).match(/(?<!\d)\d{12}(?!\d)/g) ?? [];

const codesOf = (findings: readonly Finding[]): readonly string[] =>
  [...new Set(findings.map(({ code, severity }) => `${severity} ${code}`))].sort();

test.each(readdirSync(folder).filter((name) => name.endsWith(".yaml")))(
  "the key policy of %s has no fault",
  (file) => {
    expect(findingsOf(configFrom(file))).toEqual([]);
  },
);

test("no key policy in the style strict has a fault", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      expect(findingsOf(configOf({ ...input, key: { ...input.key, style: "strict" } }))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("the style aws-docs is known to let CloudTrail decrypt for anybody's trail", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      const found = codesOf(findingsOf(configOf({ ...input, key: { ...input.key, style: "aws-docs" } })));
      const { bucket, preset } = configOf(input);
      const bucketKey = bucket?.bucketKey ?? true;
      // Control Tower's page binds CloudTrail, and leaves AWS Config open.
      if (preset === "control-tower")
        expect(found).toEqual(["note service-unconditioned", "warning service-unconditioned"]);
      else expect(found).toEqual(bucketKey ? ["warning service-unconditioned"] : []);
    }),
    { numRuns: 50 },
  );
});

test("the style console is known to be open to accounts, and to describe the key for anybody's trail", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      const found = codesOf(findingsOf(configOf({ ...input, key: { ...input.key, style: "console" } })));
      expect(found).toEqual(["note service-unconditioned", "warning caller-account-of-everyone"]);
    }),
    { numRuns: 50 },
  );
});
