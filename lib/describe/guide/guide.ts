import type { Blueprint } from "../../terraform/blueprint";
import type { Guide } from "../../terraform/guide";
import type { Scope } from "../scope";
import { accessDiagram } from "./access-diagram";
import { createdResources, neededResources } from "./made-resources";
import { scannerAnswers } from "./scanner-answers";
import { policiesInWords } from "./policies-in-words";

/** What the README says of a blueprint that is complete. */
export const guideOf = (blueprint: Blueprint, scope: Scope): Guide => ({
  creates: createdResources(blueprint, scope),
  needs: neededResources(blueprint, scope),
  diagram: accessDiagram(blueprint, scope),
  notes: blueprint.outputs.some(({ name }) => name === "reader_policy")
    ? [
        "A reader also needs IAM permissions in its own account: the policy of the output `reader_policy`. The key policy and the bucket policy alone do not let it read.",
      ]
    : [],
  policies: policiesInWords(blueprint),
  scanners: scannerAnswers(blueprint),
});
