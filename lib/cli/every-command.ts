import { commands } from "./commands";
import { runMain } from "./run-main";

runMain(commands);
