import { expect, test } from 'vitest';
import { diffExcerpt } from '../../src/report/diff-excerpt.ts';
import { renderMarkdown, renderTerminal } from '../../src/report/index.ts';
import type { PlanDiffLine } from '../../src/report/schema.ts';
import { sampleCase, sampleReport, side } from './samples.ts';

const lines: readonly PlanDiffLine[] = [
  { sign: ' ', text: 'Limit  (rows=5)' },
  { sign: ' ', text: '-> Sort  (rows=5)' },
  { sign: ' ', text: '     Sort Key: a' },
  { sign: '-', text: '   -> Index Scan using a_idx on a  (rows=5)' },
  { sign: '+', text: '   -> Seq Scan on a  (rows=5)  ← +900 buffers' },
  { sign: '-', text: '        Index Cond: (a > 1)' },
  { sign: '!', text: '   -> Seq Scan on b  (rows=5)  ← +800 buffers' },
];
const told = (count: number) => diffExcerpt(lines, count).map(({ sign, text }) => `${sign} ${text.trim()}`);

test('what matters most stays, in its order, and gaps are counted', () => {
  expect(diffExcerpt(lines, 7)).toBe(lines);
  expect(told(2)).toEqual([
    '  … 4 more lines',
    '+ -> Seq Scan on a  (rows=5)  ← +900 buffers',
    '  … 1 more line',
    '! -> Seq Scan on b  (rows=5)  ← +800 buffers',
  ]);
  expect(told(4)).toEqual([
    '  … 3 more lines',
    '- -> Index Scan using a_idx on a  (rows=5)',
    '+ -> Seq Scan on a  (rows=5)  ← +900 buffers',
    '- Index Cond: (a > 1)',
    '! -> Seq Scan on b  (rows=5)  ← +800 buffers',
  ]);
  expect(told(6).slice(0, 4)).toEqual([
    '  Limit  (rows=5)',
    '  -> Sort  (rows=5)',
    '  … 1 more line',
    '- -> Index Scan using a_idx on a  (rows=5)',
  ]);
});

test('without a diff there is one plan where both sides have the same steps, else both', () => {
  const base = side(10, 1, { shape: 'a', plan: 'Seq Scan on a' });
  const shown = (shape: string) => {
    const head = side(900, 9, { shape, plan: 'Seq Scan on b' });
    const entry = sampleCase('q', { status: 'changed', direction: 'worse', outcome: 'fail', base, head });
    const report = sampleReport({ verdict: 'fail', cases: [entry] });
    return [renderMarkdown(report), renderTerminal(report, { colour: false, width: 100 })];
  };
  for (const text of shown('a')) {
    expect(text).toContain('the same before and after');
    expect(text).toContain('Seq Scan on b');
    expect(text).not.toContain('Seq Scan on a');
  }
  for (const text of shown('b')) {
    expect(text).toMatch(/Before[\s\S]*Seq Scan on a[\s\S]*After[\s\S]*Seq Scan on b/);
  }
});
