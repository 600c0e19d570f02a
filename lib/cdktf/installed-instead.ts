import type { StackLibrary } from "../report/stack-libraries";
import { stackLibraries } from "../report/stack-libraries";

/** The library that is installed where the one that an entry is for is not; undefined where that is there, or none is. */
export function installedInstead(own: StackLibrary): StackLibrary | undefined {
  return isInstalled(own) ? undefined : stackLibraries.find(isInstalled);
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}
