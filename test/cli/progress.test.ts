import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProgress } from "../../lib/cli/progress";

let folder: string;
let file: string;
let descriptor: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailkey-progress-"));
  file = join(folder, "terminal");
  descriptor = openSync(file, "a");
});
afterEach(() => {
  closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

const write = (text: string): void => {
  writeSync(descriptor, text);
};

test("work that keeps the event loop is told of meanwhile, and the line is gone before what comes next", () => {
  const stop = startProgress(descriptor, "working", write, 1);
  // Keeps the event loop, as the work does that is told of.
  while (statSync(file).size === 0);
  stop();
  write("next");
  const text = readFileSync(file, "utf8");
  expect(text).toMatch(/^(?:\rworking \(\d+ s\))+\r\u001b\[Knext$/);
  stop();
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("work that is done before leaves the terminal as it is", () => {
  startProgress(descriptor, "working", write, 600_000)();
  expect(statSync(file).size).toBe(0);
});
