/** What the frame of a plan says to the report. */
export type FrameMessage = 'drawn' | 'failed';

/** What the report gives to the frame of a plan: EXPLAIN's JSON as text, and the statement. */
export interface Drawing {
  readonly explain: string;
  readonly sql: string;
}
