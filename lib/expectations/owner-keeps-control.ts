import type { Config } from "../config/config";
import type { TrailsToTry } from "./trails-to-try";
import type { Expectation } from "./expectation";
import { allowed, likeConsole, refused } from "./expectation";
import { logOf, nobodyIn } from "./requests";

export function ownerKeepsControl(
  config: Config,
  { deployment, own, stranger }: TrailsToTry,
): readonly Expectation[] {
  const root = `arn:${deployment.partition}:iam::${deployment.owner}:root`;
  const somebody = nobodyIn(deployment, deployment.owner);
  return [
    allowed({
      name: "The owner's root can always repair the policy",
      principal: root,
      action: "kms:PutKeyPolicy",
    }),
    allowed({
      name: "Whoever the owner's IAM allows can repair the policy",
      principal: somebody,
      action: "kms:PutKeyPolicy",
      iamAllows: true,
    }),
    refused(config, {
      name: "Nobody of the owner's account manages the key unless IAM allows it",
      principal: somebody,
      action: "kms:PutKeyPolicy",
    }),
    refused(
      config,
      {
        name: "Nobody of the owner's account reads logs unless IAM allows it or the config names it",
        principal: somebody,
        action: "kms:Decrypt",
        context: logOf(own),
      },
      likeConsole(config),
    ),
    refused(config, {
      name: "Nobody of the owner's account reads logs of a stranger unless IAM allows it or the config names it",
      principal: somebody,
      action: "kms:Decrypt",
      context: logOf(stranger),
    }),
  ];
}
