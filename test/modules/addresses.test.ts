import { join } from "node:path";
import { describe as describeConfig } from "../../lib/describe/describe";
import { loadConfig } from "../../lib/config/load";
import { blockAddress } from "../../lib/terraform/blueprint";

const root = join(__dirname, "../..");

function addressesOf(file: string): readonly string[] {
  const loaded = loadConfig(join(root, file));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return describeConfig(loaded.config)
    .blocks.filter(({ mode }) => mode === "resource")
    .map(blockAddress);
}

test.each(["single-account", "readers-assume-role", "siem-reader"])(
  "modules/trail has the addresses of what %s generates, so that the printed moves lead there too",
  (example) => {
    const offered = addressesOf("modules/configs/trail.yaml");
    const generated = addressesOf(`examples/${example}.yaml`);
    expect(generated.length).toBeGreaterThan(5);
    expect(generated.filter((address) => !offered.includes(address))).toEqual([]);
  },
);
