/** A request that cannot be one. */
export interface RequestCodes {
  readonly "request-principal": { readonly value: string };
  readonly "request-action": { readonly value: string };
  readonly "request-resource": { readonly value: string };
}

/** What is wrong with a case file, beside what its schema refuses. */
export interface CaseCodes extends RequestCodes {
  readonly "file-name": object;
  readonly "context-value": object;
  readonly "cases-without-policy": object;
  readonly "cases-with-both": object;
  readonly "cases-without-owner": object;
  /** An option that only goes with `config`. */
  readonly "cases-place": object;
}
