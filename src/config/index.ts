/**
 * Configuration: the command line, the Action's inputs and plangate.yml, each read once into one typed value.
 * It reads one file through a function it is given; it looks for nothing in the repository by itself.
 */
export type * from './types.ts';
