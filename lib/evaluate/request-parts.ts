import { parseCaller } from "./caller";

/** Whether somebody can call AWS under a name. */
export const isCaller = (principal: string): boolean => parseCaller(principal, "aws") !== null;

/** Whether a text names one action. Wildcards are a policy's: a request is for one. */
export const isAction = (text: string): boolean => /^[a-z0-9-]+:[a-z0-9]+$/i.test(text);

/** Whether a text can be the ARN of what is acted on. */
export const isResource = (text: string): boolean => /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/s.test(text);
