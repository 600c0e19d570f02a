import { generateCommand } from "./commands/generate";
import { generateListed } from "./generate-listed";
import { runMain } from "./run-main";

runMain([{ ...generateListed, load: () => generateCommand }]);
