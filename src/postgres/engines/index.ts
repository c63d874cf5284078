import type { EngineName } from '../types.ts';
import { embedded } from './embedded.ts';
import type { Engine } from './engine.ts';
import { local } from './local.ts';

/** Every engine by its name; null where it is planned and not built. A new engine is a new file and a line here. */
export const engines: Readonly<Record<EngineName, Engine | null>> = {
  local,
  embedded,
  docker: null,
  url: null,
};
