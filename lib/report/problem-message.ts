import type { CaseCodes } from "../cases/case-codes";
import type { Coded } from "../config/coded";
import type { ConfigCodes } from "../config/problem-codes";
import type { CommandCodes } from "./command-codes";
import { caseSentences } from "./sentences/cases";
import { commandSentences } from "./sentences/commands";
import { contradictionSentences } from "./sentences/contradictions";
import { fileSentences } from "./sentences/files";
import { ruleSentences } from "./sentences/rules";
import { schemaSentences } from "./sentences/schema";
import type { Sentences } from "./sentences/sentences";
import { sentenceOf } from "./sentences/sentences";

type ProblemCodes = ConfigCodes & CaseCodes & CommandCodes;

/** Anything wrong with what the user gave, by its code. */
export type Mistake = Coded<ProblemCodes>;

const sentences: Sentences<ProblemCodes> = {
  ...ruleSentences,
  ...schemaSentences,
  ...contradictionSentences,
  ...fileSentences,
  ...caseSentences,
  ...commandSentences,
};

/** What is wrong and what would be right, in a sentence to be read after the problem's path. */
export const problemMessage = (problem: Mistake): string => sentenceOf(sentences, problem);
