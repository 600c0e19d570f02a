import { configJsonSchema } from "../../config/json-schema";
import type { DefineCommand } from "../command";
import { jsonText } from "../../report/json-text";

export const schemaCommand: DefineCommand = (command) => {
  command
    .description("Print the JSON Schema of the config, with which an editor completes and checks it.")
    .addHelpText(
      "after",
      `
Examples:
  $ trailkey schema > trailkey.schema.json
  and as the first line of trailkey.yaml:
  # yaml-language-server: $schema=trailkey.schema.json`,
    );
  return (io) => {
    io.data(jsonText(configJsonSchema()));
    return 0;
  };
};
