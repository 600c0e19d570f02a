import type { RuleCodes } from "../../config/problem-codes";
import { show } from "../show";
import type { Sentences } from "./sentences";

/** Values that break a rule of their own. */
export const ruleSentences: Sentences<RuleCodes> = {
  "half-character": ({ value }) =>
    `${show(value)} holds half of a character, which no file and no API can hold: write the whole character`,
  miscomposed: ({ pair, composed }) =>
    `holds ${codePoints(pair)}, which Terraform replaces by ${composed}: leave one of the two out`,
  "digit-count": ({ value, what, expected }) =>
    `${show(value)} has ${value.length} digits, ${what} has ${expected}`,
  "empty-text": ({ what, expected }) => `is empty, ${what} is ${expected}`,
  "text-length": ({ value, what, minLength, maxLength }) => {
    const length = Array.from(value.normalize()).length;
    const bounds = minLength === 0 ? `at most ${maxLength}` : `${minLength} to ${maxLength}`;
    return `${show(value)} has ${length} ${length === 1 ? "character" : "characters"}, ${what} has ${bounds}`;
  },
  "text-pattern": ({ value, what, must, says, example }) =>
    `${show(value)} is not ${what}: it ${must ? "must" : "must not"} ${says} (for example ${example})`,
  "number-range": ({ value, what, expected }) => `${show(value)} is not right: ${what} is ${expected}`,
};

const codePoints = (text: string): string =>
  Array.from(
    text,
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  ).join(" ");
