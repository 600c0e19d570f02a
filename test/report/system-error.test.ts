import { systemErrorProblem } from "../../lib/report/system-error";

const shown = (path: string): string => path.replace("/project/", "");

test.each([
  ["EACCES", "no permission"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "no space left on the disk"],
  ["ERR_FS_FILE_TOO_LARGE", "the file is larger than 2 GiB, the most that can be read"],
])("%s is told in words, with the path and what was tried", (code, words) => {
  const error = Object.assign(new Error(code), { code, syscall: "open", path: "/project/out/key.tf" });
  expect(systemErrorProblem(error, shown)).toEqual({
    file: "out/key.tf",
    code: "file-system",
    args: { error: code, call: "open" },
    message: `${words} (open, ${code})`,
    severity: "error",
  });
});

test("an error without a path is told without one", () => {
  const error = Object.assign(new Error("x"), { code: "ENOSPC", syscall: "write" });
  expect(systemErrorProblem(error, shown)).toEqual({
    code: "file-system",
    args: { error: "ENOSPC", call: "write" },
    message: "no space left on the disk (write, ENOSPC)",
    severity: "error",
  });
});

test.each([
  [new TypeError("x")],
  [Object.assign(new Error("x"), { code: "ERR_INVALID_ARG_TYPE" })],
  ["EACCES"],
  [null],
])("%p is a bug, and no error of the file system", (error) => {
  expect(systemErrorProblem(error, shown)).toBeNull();
});
