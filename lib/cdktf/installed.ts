import { problemMessage } from "../report/problem-message";
import { installedInstead } from "./installed-instead";

/** Node would say no more than that it does not find the package: who has moved to the other library learns it here. */
function refuseOtherLibrary(): void {
  "node-do-not-add-exception-line";
  const own = "cdktf";
  const installed = installedInstead(own);
  if (installed === undefined) return;
  const error = new Error(problemMessage({ code: "other-library-installed", args: { installed, own } }));
  // Where it is imported is what the user looks for.
  error.stack = String(error.stack)
    .split("\n")
    .filter((line) => !line.includes(__filename))
    .join("\n");
  throw error;
}

refuseOtherLibrary();
