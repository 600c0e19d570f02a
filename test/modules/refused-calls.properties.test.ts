import type { Config } from "../../lib/config/config";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import { evaluateModule } from "../support/hcl-evaluator";
import type { PlainObject } from "../support/hcl-expressions";
import { otherOpen, published } from "./support/open-module-configs";
import type { Call } from "./support/refused-calls";
import { factsOf, refusedCalls, siteOf } from "./support/refused-calls";

/** Each `for_each` needs an instance whose checks can fail. */
const instances: PlainObject = {
  ...Object.fromEntries(
    ["reader_roles", "log_archive_reader_roles", "security_reader_roles"].map((name) => [
      name,
      {
        Vendor: {
          trusted_account_ids: ["555555555555"],
          external_id: null,
          path: "/",
          permissions_boundary: null,
        },
      },
    ]),
  ),
  delegated_administrator_account_ids: ["222222222222"],
};

/** Elsewhere than in the management account, none can be registered. */
const nobodyDelegated: PlainObject = { ...instances, delegated_administrator_account_ids: [] };

/** A check that is broken: where it stands, and what is said. */
interface Refusal {
  readonly place: string;
  readonly message: string;
}

/** A module that is called with what its complete example passes. */
function moduleOf(config: Config) {
  const { inputs } = describeConfig(config);
  const files = render(describeConfig(config));
  const names = inputs.map(({ name }) => name);
  const site = siteOf(config, names);
  const more = site.isManagedElsewhere ? nobodyDelegated : instances;
  const usual: PlainObject = {
    ...Object.fromEntries(inputs.map(({ name, value }) => [name, value])),
    ...Object.fromEntries(Object.entries(more).filter(([name]) => names.includes(name))),
  };
  const evaluated = ({ variables = {}, known = {} }: Call) =>
    evaluateModule(files, {
      variables: { ...usual, ...variables },
      known: { ...factsOf(config), ...known },
      planned: true,
    });
  const checksIn = (call: Call) =>
    Object.entries(evaluated(call).resources).flatMap(([address, { preconditions }]) =>
      preconditions.map((check, index) => ({ place: `${address} ${index}`, ...check })),
    );
  return {
    site,
    checks: checksIn({}).map(({ place, message }) => ({ place, message: textOf(message) })),
    refusals: (call: Call): readonly Refusal[] =>
      checksIn(call).flatMap(({ place, instances: all }) =>
        all
          .filter(({ condition }) => condition !== true)
          .map(({ message }) => ({ place, message: textOf(message) })),
      ),
  };
}

describe.each(Object.entries({ ...published, ...otherOpen }))("the module %s", (_, config) => {
  const { site, checks, refusals } = moduleOf(config);
  const cases = refusedCalls.flatMap((one) => {
    const refused = one.refused(site);
    return refused === undefined ? [] : [{ ...one, refused }];
  });
  const tripped = new Set<string>();

  it("takes what its complete example passes", () => {
    expect(refusals({})).toEqual([]);
  });

  it.each(cases)("refuses by one sentence, and passes beside it: $title", ({ refused, passes, sentence }) => {
    const found = refusals(refused);
    for (const { place } of found) tripped.add(place);
    expect([...new Set(found.map(({ message }) => message))]).toEqual([
      expect.stringMatching(sentence) as unknown,
    ]);
    expect(refusals(passes(site))).toEqual([]);
  });

  it("has no check that no case trips", () => {
    // What is said at several places counts as tripped at each: where nothing is registered, nothing is checked.
    const said = new Set(checks.filter(({ place }) => tripped.has(place)).map(({ message }) => message));
    expect(checks.filter(({ message }) => !said.has(message))).toEqual([]);
  });
});

test("every case is of a check that there is", () => {
  const sites = Object.values({ ...published, ...otherOpen }).map((config) => moduleOf(config).site);
  const unused = refusedCalls.filter(({ refused }) => sites.every((site) => refused(site) === undefined));
  expect(unused.map(({ title }) => title)).toEqual([]);
});

function textOf(message: unknown): string {
  if (typeof message !== "string") throw new Error("the message is no text");
  return message;
}
