import type { Config } from "../../lib/config/config";
import { compileJson, evaluate } from "../../lib/evaluate/evaluate";
import { keyExpectations } from "../../lib/expectations/key-expectations";
import { placeOf, policyIn } from "./place";

/** The expectations of a config that a policy does not meet, by default the config's own. */
export function unmet(config: Config, policy: unknown = policyIn(config)): readonly unknown[] {
  const place = placeOf(config);
  const compiled = compileJson(policy);
  return keyExpectations(config, place).flatMap(
    ({ expect: expected, iamAllows = false, name, ...request }) => {
      const { verdict } = evaluate(compiled, request, { owner: place.owner, iamAllows });
      return verdict === expected ? [] : [{ name, expected, verdict, request, iamAllows }];
    },
  );
}
