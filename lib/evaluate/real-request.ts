import type { AccessRequest } from "./request";

/** The request with the condition keys that every call of KMS has, whoever makes it: it is made over TLS. */
export const realRequest = (request: AccessRequest): AccessRequest => ({
  ...request,
  context: { "aws:SecureTransport": "true", ...request.context },
});
