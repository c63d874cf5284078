/** What the frame of a plan says to the report. */
export type FrameMessage = 'drawn' | 'failed';
