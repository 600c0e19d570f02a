/** The libraries that trailkey builds stacks with, each through the entry of its name, such as `trailkey/cdktf`. */
export const stackLibraries = ["cdktf", "cdktn"] as const;

export type StackLibrary = (typeof stackLibraries)[number];
