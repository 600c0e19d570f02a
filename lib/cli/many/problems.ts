import type { ReportedProblem } from "../../report/problem";
import { UserError } from "../../report/problem";
import type { Io } from "../io";
import { problemsOf } from "../problems-of";

/** What is wrong with many configs, each problem once. */
export class Problems {
  readonly #io: Io;
  readonly #found = new Map<string, ReportedProblem>();

  constructor(io: Io) {
    this.#io = io;
  }

  async collect(work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const problems = problemsOf(error, this.#io);
      if (problems === null) throw error;
      for (const problem of problems) this.#found.set(JSON.stringify(problem), problem);
    }
  }

  throwAny(): void {
    if (this.#found.size > 0) throw new UserError([...this.#found.values()]);
  }
}
