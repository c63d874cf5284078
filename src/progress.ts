/**
 * What a run tells while it works. Rooms call it, the entries decide what becomes of it
 * (lines on stderr, groups in a job's log, or nothing at all with `--quiet`).
 */
export interface Progress {
  /** Starts a step that may take longer than a second, such as `Applying 12 migrations`. End it with `done`. */
  step(title: string): Step;
  /** One line that the user should see at once, such as which engine was chosen and why. */
  info(line: string): void;
}

export interface Step {
  /** What is being worked on now, such as a file name or `3 of 12`. May be called very often. */
  update(detail: string): void;
  /** Ends the step. `result` says what came of it, such as `12 files in 0.4 s`. */
  done(result?: string): void;
}

const silentStep: Step = { update() {}, done() {} };

export const silent: Progress = { step: () => silentStep, info() {} };
