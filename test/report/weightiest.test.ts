import { expect, test } from 'vitest';
import { causesAndMore } from '../../src/report/case-words.ts';
import { weightiest } from '../../src/report/weightiest.ts';
import { sampleCase } from './samples.ts';

const change = (text: string, baseBuffers: number | null, headBuffers: number | null) => ({
  kind: 'access-path',
  subject: text,
  from: '',
  to: '',
  lostIndex: false,
  baseBuffers,
  headBuffers,
  text,
});

test('what moved less than a fifth of the weightiest is a consequence', () => {
  const changes = [
    change('scan', 26, 5593),
    change('join', 0, 0),
    change('sort', null, 40),
    change('other', 5000, 3000),
  ];
  expect(weightiest(changes).map(({ text }) => text)).toEqual(['scan', 'other']);
  expect(causesAndMore(sampleCase('q', { planChanges: changes }))).toEqual([
    'scan',
    'other',
    'and 2 more changes of the plan',
  ]);
});

test('where nothing moved, every change counts, and two are told', () => {
  const changes = [change('a', null, null), change('b', 5, 5), change('c', null, 3)];
  expect(weightiest(changes)).toEqual(changes);
  expect(causesAndMore(sampleCase('q', { planChanges: changes }))).toEqual([
    'a',
    'b',
    'and 1 more change of the plan',
  ]);
});
