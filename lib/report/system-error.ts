import { thrownMessage } from "../config/thrown";
import type { ReportedProblem } from "./problem";

const invalidArgument = "ERR_INVALID_ARG_VALUE";

const sentences: Readonly<Record<string, string>> = {
  EACCES: "no permission",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is exceeded",
  EFBIG: "the file would be too large",
  ERR_FS_FILE_TOO_LARGE: "the file is larger than 2 GiB, the most that can be read",
  EIO: "the disk reported an I/O error",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  EEXIST: "already exists",
  ENOENT: "no such file or directory",
  ENOTDIR: "a part of the path is not a directory",
  EISDIR: "is a directory",
  ELOOP: "too many symbolic links",
  EBUSY: "is in use",
  ETXTBSY: "is in use",
  ENOTEMPTY: "the directory is not empty",
  // Node refuses it before the system sees it, and names no path.
  [invalidArgument]: "a file name contains the character U+0000",
};

/**
 * The problem that an error of the file system stands for, or null when it is no such error.
 *
 * @param shown Says how the user would name a path.
 */
export function systemErrorProblem(error: unknown, shown: (path: string) => string): ReportedProblem | null {
  const { code, syscall, path } = textsOf(error);
  const sentence = sentences[code ?? ""];
  if (sentence === undefined || (code === invalidArgument && !thrownMessage(error).includes("null bytes")))
    return null;
  return {
    ...(path !== undefined && { file: shown(path) }),
    code: "file-system",
    args: { error: code, call: syscall },
    message: `${sentence} (${[syscall, code].filter(Boolean).join(", ")})`,
    severity: "error",
  };
}

function textsOf(error: unknown): Readonly<Partial<Record<"code" | "syscall" | "path", string>>> {
  if (typeof error !== "object" || error === null) return {};
  return Object.fromEntries(Object.entries(error).filter(([, value]) => typeof value === "string"));
}
