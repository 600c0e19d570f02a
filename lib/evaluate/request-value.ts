/** A value of a condition key: a text, or one of which a part is not known. */
export type RequestValue = string | PartlyKnown;

/** A value of which a part is not known, such as the ARN of a role whose path nobody told. */
export interface PartlyKnown {
  /** How an explanation shows it. */
  readonly shown: string;
  /** What it starts and ends with, whatever stands between. */
  readonly before: string;
  readonly after: string;
  /** It is one of these. */
  readonly oneOf: readonly (string | Gap)[];
}

/** One character or more that are not known, between two texts that are. */
export interface Gap {
  readonly before: string;
  readonly after: string;
}

export const shownValue = (value: RequestValue): string => (typeof value === "string" ? value : value.shown);

/** A value with one unknown part, which is not empty. */
export const withGap = (before: string, unknown: string, after: string): PartlyKnown => ({
  shown: `${before}[${unknown}]${after}`,
  before,
  after,
  oneOf: [{ before, after }],
});

/** The ARN of a role of which the name is known and the path is not. */
export function roleOfAnyPath(partition: string, account: string, name: string): PartlyKnown {
  const before = `arn:${partition}:iam::${account}:role/`;
  return {
    shown: `${before}[path/]${name}`,
    before,
    after: name,
    oneOf: [before + name, { before, after: `/${name}` }],
  };
}
