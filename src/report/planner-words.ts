import type { Report } from './schema.ts';

/** What every server that plangate starts has; settings.md says why, and nobody needs to read it in every comment. */
export const standardSettings: Readonly<Record<string, string>> = { jit: 'off', shared_buffers: '256MB' };

const mostNames = 6;

/** The planner settings that both sides have alike and that are neither PostgreSQL's own nor plangate's. */
export function commonPlannerSettings({ postgres }: Report): readonly (readonly [string, string])[] {
  const { base = null, head = null } = postgres?.planner ?? {};
  return Object.entries(head ?? {}).filter(
    ([name, value]) => (base === null || base[name] === value) && standardSettings[name] !== value,
  );
}

/** A sentence that says which planner settings differ between the sides: plans may differ for that alone. */
export function plannerDifference({ postgres }: Report): readonly string[] {
  const { base = null, head = null } = postgres?.planner ?? {};
  if (base === null || head === null) return [];
  const names = [...new Set([...Object.keys(base), ...Object.keys(head)])].filter(
    name => base[name] !== head[name],
  );
  if (names.length === 0) return [];
  // One of two servers may be of a major that does not know it.
  const value = (text: string | undefined) => text ?? 'not known';
  const differences = names
    .slice(0, mostNames)
    .map(name => `${name} is ${value(base[name])} on base and ${value(head[name])} on head`);
  if (names.length > mostNames) differences.push(`${names.length - mostNames} more`);
  return [`The sides are planned with different settings: ${differences.join(', ')}.`];
}
