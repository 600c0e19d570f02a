import fc from "fast-check";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { configInputOf } from "../../lib/config/config-input-of";
import { loadConfig } from "../../lib/config/load";
import { configInputs } from "../support/arbitrary-config";
import { configOf } from "../support/place";

test("the options of a config give the same config", () => {
  fc.assert(
    fc.property(configInputs(), (input) => {
      const config = configOf(input);
      expect(configOf(configInputOf(config))).toEqual(config);
    }),
  );
});

const examples = join(__dirname, "../../examples");

test.each(readdirSync(examples).filter((file) => file.endsWith(".yaml")))(
  "so do those of the example %s",
  (file) => {
    const loaded = loadConfig(join(examples, file));
    if (!loaded.ok) throw new Error(file);
    expect(configOf(configInputOf(loaded.config))).toEqual(loaded.config);
  },
);
