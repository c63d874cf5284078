import type { PolicyReport, Report } from './schema.ts';

/** What a reader should know of the gate before anything else. */
export interface PolicyWords {
  /** One sentence without an end: `This change loosens the gate itself`. */
  readonly heading: string;
  readonly changes: PolicyReport['changes'];
  /** Sentences. */
  readonly notes: readonly string[];
}

/** null where the change leaves the gate as strict as it was and nothing else is worth a word. */
export function policyWords({ policy }: Report): PolicyWords | null {
  if (policy === null || policy.changes.length + policy.notes.length === 0) return null;
  const { changes, notes, from } = policy;
  const heading =
    changes.length === 0
      ? 'About the gate itself'
      : from === 'head'
        ? 'This change loosens the gate itself'
        : "This change loosens the gate itself: not in force until merged, base's policy judges";
  return { heading, changes, notes };
}

/** `plangate.yml:4`; on base where it says so; null for what stands nowhere. */
export function placeWords({ side, file, line }: PolicyReport['changes'][number]): string | null {
  if (file === null) return null;
  const place = line === null ? file : `${file}:${line}`;
  return side === 'base' ? `${place} (base)` : place;
}
