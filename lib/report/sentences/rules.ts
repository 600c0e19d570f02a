import type { RuleCodes } from "../../config/problem-codes";
import { show } from "../show";
import type { Sentences } from "./sentences";

/** Values that break a rule of their own. */
export const ruleSentences: Sentences<RuleCodes> = {
  "half-character": ({ value }) =>
    `${show(value)} contains half of a character (an unpaired surrogate), which is not valid Unicode: write the whole character`,
  miscomposed: ({ pair, composed }) =>
    `contains ${codePoints(pair)}, which Terraform replaces with ${composed}: remove one of the two`,
  "digit-count": ({ value, what, expected }) =>
    `${show(value)} has ${value.length} digits, but ${what} has ${expected}`,
  "empty-text": ({ what, expected }) => `is empty, but ${what} must be ${expected}`,
  "text-length": ({ value, what, minLength, maxLength }) => {
    const length = Array.from(value.normalize()).length;
    const bounds = minLength === 0 ? `at most ${maxLength}` : `${minLength} to ${maxLength}`;
    return `${show(value)} has ${length} ${length === 1 ? "character" : "characters"}, but ${what} must have ${bounds}`;
  },
  "text-pattern": ({ value, what, must, says, example }) =>
    `${show(value)} is not ${what}: it ${must ? "must" : "must not"} ${says} (for example ${example})`,
  "number-range": ({ value, what, expected }) =>
    `${show(value)} is out of range: ${what} must be ${expected}`,
  "number-choice": ({ value, what, nearest }) =>
    `${show(value)} is not ${what}: use ${nearest.join(" or ")}${nearest.length > 1 ? ", the nearest that there are" : ", the nearest that there is"}`,
};

const codePoints = (text: string): string =>
  Array.from(
    text,
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  ).join(" ");
