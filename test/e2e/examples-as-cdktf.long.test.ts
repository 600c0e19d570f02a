import { join } from "node:path";
import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { ExampleLife } from "./support/example-life";
import { appliedExamples, loadExample } from "./support/examples";
import { live } from "./support/live-example";
import { repository } from "./support/trailkey";

/** What stands around the key. Of the others, one of each shape is applied from HCL, with the same plan. */
const around = ["data-events", "monitored", "replicas", "retention"];

describeE2e("each example of what stands around the key", () => {
  const lives = around.map((name) => ({
    name,
    life: new ExampleLife(loadExample(join(repository, `examples/${name}.yaml`))),
  }));
  const appliedFromHcl = appliedExamples().map(({ name }) => name);

  afterAll(() => Promise.all(lives.map(({ life }) => life.end())), E2E_WITHIN_MS);

  test.each(lives)(
    "$name: the synthesized stack applies, needs no change after, holds the printed policies, and is destroyed",
    async ({ life }) => {
      await live(life, (await life.cdktf()).root);
    },
    2 * E2E_WITHIN_MS,
  );

  test.each(lives.filter(({ name }) => !appliedFromHcl.includes(name)))(
    "$name, which has the resources of another example, applies from HCL too, and is destroyed",
    async ({ life }) => {
      await live(life, (await life.hcl()).root);
    },
    2 * E2E_WITHIN_MS,
  );
});
