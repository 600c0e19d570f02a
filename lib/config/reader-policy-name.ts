import type { Reader } from "./config";

/** The IAM policy of a reader, as `trailkey policy` takes it: by the reader's name without a path, or its account. */
export function readerPolicyName(reader: Reader): string {
  switch (reader.kind) {
    case "account":
    case "organization":
      return `reader:${reader.id}`;
    case "principal":
      return `reader:${afterSlash(reader.arn)}`;
    default:
      return `reader:${afterSlash(reader.name)}`;
  }
}

const afterSlash = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
