import type { Io } from "../io";

/** What many configs have in common, such as what is odd in a file that all extend, is said once. */
export function sayingOnce(io: Io): Io {
  const said = new Set<string>();
  return {
    ...io,
    talk: (text) => {
      if (said.size === said.add(text).size) return;
      io.talk(text);
    },
  };
}
