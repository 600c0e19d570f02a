import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { ExampleLife } from "./support/example-life";
import { appliedExamples } from "./support/examples";
import { live } from "./support/live-example";

/** What stands around the key. Of the others, one of each shape is applied from HCL, with the same plan. */
const around = ["data-events", "monitored", "replicas", "retention"];

describeE2e("each example of what stands around the key", () => {
  const lives = appliedExamples()
    .filter(({ name }) => around.includes(name))
    .map((example) => ({ name: example.name, life: new ExampleLife(example) }));

  afterAll(() => Promise.all(lives.map(({ life }) => life.end())), E2E_WITHIN_MS);

  test("is there", () => {
    expect(lives.map(({ name }) => name).sort()).toEqual(around);
  });

  test.each(lives)(
    "$name: the synthesized stack applies, needs no change after, holds the printed policies, and is destroyed",
    async ({ life }) => {
      await live(life, (await life.cdktf()).root);
    },
    2 * E2E_WITHIN_MS,
  );
});
