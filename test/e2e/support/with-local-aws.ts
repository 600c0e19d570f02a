import { type LocalAws, startLocalAws } from "./local-aws";
import { inTemporaryDirectory } from "./terraform";

/** A local AWS and a directory for one test. Both are gone when it has ended, well or badly. */
export async function withLocalAws(use: (aws: LocalAws, directory: string) => Promise<void>): Promise<void> {
  const aws = await startLocalAws();
  try {
    await inTemporaryDirectory((directory) => use(aws, directory));
  } finally {
    await aws.stop();
  }
}
