import { problemMessage } from "../report/problem-message";
import { installedInstead } from "./installed-instead";

/** Node would say no more than that it does not find the package: who has moved to the other library learns it here. */
function refuseOtherLibrary(): void {
  // Node shows the line that throws unless it holds this text. The bundle is one line.
  "node-do-not-add-exception-line";
  const own = "cdktf";
  const installed = installedInstead(own);
  if (installed === undefined) return;
  const error = new Error(problemMessage({ code: "other-library-installed", args: { installed, own } }));
  // The rest would be Node's loader.
  error.stack = `${error.message}\n    at trailkey/${own}`;
  throw error;
}

refuseOtherLibrary();
