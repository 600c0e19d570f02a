import type { Draft } from "../draft";
import type { PlacedMistake } from "../problem";

/** Reading a file takes `extends` out when it is done. What still has it is in no file, and a path from there says nothing. */
export const extendsWithoutFile = ({ config }: Draft): readonly PlacedMistake[] =>
  config.extends === undefined
    ? []
    : [{ path: ["extends"], code: "extends-without-file", args: {}, aboutKey: true }];
