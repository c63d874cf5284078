import type { Sides } from './migrations/index.ts';
import type { Script } from './rules/index.ts';
import type { Side } from './workspace/index.ts';

/** What each side was built from, as the rules read it. */
export function scriptsFor({ scripts }: Sides): Record<Side, Script[]> {
  const read = ({ kind, file, text, statements }: Sides['scripts']['head'][number], isNew: boolean) => {
    return { kind, file, text, statements, isNew };
  };
  const base = scripts.base.map(script => read(script, false));
  const before = new Map(base.map(script => [script.file, script]));
  // One value for a file that both sides run, so that it is read once.
  const head = scripts.head.map(script => {
    const old = before.get(script.file);
    return old !== undefined && old.text === script.text ? old : read(script, true);
  });
  return { base, head };
}
