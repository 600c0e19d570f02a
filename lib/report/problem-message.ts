import type { CaseCodes } from "../cases/case-codes";
import type { Coded } from "../config/coded";
import type { ConfigCodes } from "../config/problem-codes";
import type { DocumentCodes } from "../documents/document-codes";
import type { CommandCodes, KeyPolicyFileCodes } from "./command-codes";
import type { ModuleCodes } from "./module-codes";
import type { PolicyCodes } from "./policy-codes";
import { caseSentences } from "./sentences/cases";
import { commandSentences } from "./sentences/commands";
import { contradictionSentences } from "./sentences/contradictions";
import { documentSentences } from "./sentences/documents";
import { keyPolicyFileSentences } from "./sentences/key-policy-files";
import { fileSentences } from "./sentences/files";
import { moduleSentences } from "./sentences/modules";
import { policySentences } from "./sentences/policies";
import { ruleSentences } from "./sentences/rules";
import { schemaSentences } from "./sentences/schema";
import type { Sentences } from "./sentences/sentences";
import { sentenceOf } from "./sentences/sentences";
import { stackSentences } from "./sentences/stacks";
import type { StackCodes } from "./stack-codes";

type ProblemCodes = ConfigCodes &
  CaseCodes &
  DocumentCodes &
  CommandCodes &
  KeyPolicyFileCodes &
  ModuleCodes &
  PolicyCodes &
  StackCodes;

/** Anything wrong with what the user gave, by its code. */
export type Mistake = Coded<ProblemCodes>;

const sentences: Sentences<ProblemCodes> = {
  ...ruleSentences,
  ...schemaSentences,
  ...contradictionSentences,
  ...fileSentences,
  ...caseSentences,
  ...documentSentences,
  ...commandSentences,
  ...keyPolicyFileSentences,
  ...moduleSentences,
  ...policySentences,
  ...stackSentences,
};

/** What is wrong and what would be right, in a sentence to be read after the problem's path. */
export const problemMessage = (problem: Mistake): string => sentenceOf(sentences, problem);
