import type { Impossibility } from "../../lint/impossible-conditions";

type Sentence = (key: string, values: string, against: string) => string;

/** Why a condition never holds. `against` is what stands against it. */
export const impossibilities: Readonly<Record<Impossibility, Sentence>> = {
  "absent and present": (key) => `it asks for ${key} to be absent and for a value of it`,
  "no common value": (key, values) => `no value of ${key} meets all its conditions (${values})`,
  "other accounts": (key, values, against) =>
    `${key} asks for account ${values}, and the caller is of ${against}`,
  "never of services": (key, _, against) => `a request by ${against} never carries ${key}`,
  "only of services": (key) =>
    `${key} is only in requests that an AWS service makes itself, and the principals are IAM identities`,
  "not this key": (key, values, against) => `${key} asks for ${values}, and this key has ${against}`,
  "not over TLS": (key) => `${key} asks for requests without TLS, which KMS does not accept`,
};
