import type { Blueprint, Example } from "../terraform/blueprint";
import { providerBlock, topLevelBlock } from "./body-view";
import { byName } from "./by-name";
import type { FileView, Requirements } from "./file-view";
import { moduleCall, moduleLabel } from "./module-call";
import { passedOn } from "./output-view";
import { variableView } from "./variable-view";

/** What every file of an example shares. */
interface Shared {
  readonly header: readonly string[];
  readonly requires: Requirements;
}

/** The files of a root that calls the module, two folders above it. */
export function exampleFiles(
  blueprint: Blueprint,
  { name, variables, providers, blocks, args }: Example,
  { header, requires }: Shared,
): readonly FileView[] {
  const file = (path: string, template: string, view: object): FileView => ({
    path: `examples/${name}/${path}`,
    template,
    view: { header, ...view },
  });
  const label = moduleLabel(blueprint.name);
  return [
    file("versions.tf", "versions.tf", { requires }),
    file("providers.tf", "blocks.tf", { blocks: providers.map(providerBlock) }),
    file("variables.tf", "variables.tf", { variables: byName(variables).map(variableView) }),
    file("main.tf", "example.tf", {
      blocks: blocks.map(topLevelBlock),
      call: moduleCall(blueprint, "../..", args),
    }),
    file("outputs.tf", "outputs.tf", {
      outputs: byName(blueprint.outputs).map((one) => passedOn(label, one)),
    }),
  ];
}
