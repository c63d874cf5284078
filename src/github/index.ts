/**
 * GitHub as the Action meets it: inputs, event, comment, job summary, outputs.
 * It takes rendered text and never computes a verdict.
 */
export {};
