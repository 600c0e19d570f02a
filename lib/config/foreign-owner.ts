import { lstatSync, statSync } from "node:fs";

/** The owner of a file that is neither this user nor root. Of a link, whoever made it chose what runs, and whoever owns its target can change it. */
export function foreignOwner(file: string): number | undefined {
  const owners = [lstatSync, statSync].map((stat) => stat(file, { throwIfNoEntry: false })?.uid);
  return owners.find((uid) => uid !== undefined && uid !== 0 && uid !== process.getuid?.());
}
