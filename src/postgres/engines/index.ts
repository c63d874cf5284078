import type { EngineName } from '../types.ts';
import { embedded } from './embedded.ts';
import type { Engine } from './engine.ts';
import { local } from './local.ts';

/** Engines that find programs on this machine. A new one is a new file and a line here. */
export type InstalledEngine = Extract<EngineName, 'local' | 'embedded'>;

/** In the order in which `auto` tries them. */
export const engines: Readonly<Record<InstalledEngine, Engine>> = { local, embedded };
