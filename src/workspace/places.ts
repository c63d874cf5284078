import type { History } from './history.ts';
import type { Names } from './names.ts';
import type { Tag } from './tags.ts';
import type { UserRepository } from './user-repository.ts';

/** Where commits are looked for. */
export interface Places {
  readonly user: UserRepository;
  readonly names: Names;
  readonly history: History;
  readonly tags: () => Promise<readonly Tag[]>;
}

/** The commit that is judged. */
export interface Tip {
  readonly ref: string;
  /** null for the working tree. */
  readonly sha: string | null;
  /** The commit whose history decides: the working tree's is HEAD. */
  readonly commit: string;
  /** For sentences. */
  readonly name: string;
}

/** The commit that it is compared with, and one line that says how it was found. */
export interface Base {
  readonly base: { readonly ref: string; readonly sha: string };
  readonly why: string;
}
