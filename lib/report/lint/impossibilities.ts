import type { Impossibility } from "../../lint/impossible-conditions";

type Sentence = (key: string, values: string, against: string) => string;

/** Why a condition never holds. `against` is what stands against it. */
export const impossibilities: Readonly<Record<Impossibility, Sentence>> = {
  "absent and present": (key) => `it requires ${key} to be absent and to have a value`,
  "no common value": (key, values) => `no value of ${key} meets all its conditions (${values})`,
  "other accounts": (key, values, against) =>
    `${key} requires account ${values}, but the caller is of ${against}`,
  "never of services": (key, _, against) => `a request by ${against} never has ${key}`,
  "only of services": (key) =>
    `only requests that an AWS service makes itself have ${key}, but the principals are IAM identities`,
  "not this key": (key, values, against) => `${key} requires ${values}, but this key has ${against}`,
  "not over TLS": (key) => `${key} requires requests without TLS, which KMS does not accept`,
};
