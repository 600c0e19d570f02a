import Ajv from "ajv";
import { parse } from "yaml";
import { starterConfig } from "../../../lib/cli/starter-config";
import { trailkey } from "./run";

test("schema prints a JSON Schema that takes the starter config and refuses a misspelt option", async () => {
  const { code, stdout, stderr } = await trailkey("/", "schema");
  expect([code, stderr]).toEqual([0, ""]);
  const validate = new Ajv({ strict: false }).compile(JSON.parse(stdout) as object);
  const config = parse(starterConfig()) as object;
  expect(validate(config)).toBe(true);
  expect(validate({ ...config, buckt: {} })).toBe(false);
});
