import type { StatementName } from "../policy/statement-name";
import { printable } from "./problem";

/** By its position, counted from 1, and its Sid where it has one: `statement 3 "AllowLogReaders"`. */
export const statementText = ({ index, sid }: StatementName): string =>
  `statement ${index + 1}${sid === null || sid === "" ? "" : ` ${printable(JSON.stringify(sid))}`}`;
