import { describe, expect, it } from 'vitest';
import { ruleIds } from '../../src/config/index.ts';
import { reportEndings } from '../../src/config/option-table.ts';
import { formats } from '../../src/report/index.ts';
import { rules } from '../../src/rules/index.ts';

/** config stands below the rooms that it configures, so it cannot ask them. */
describe('config agrees', () => {
  it('with the rules on their ids', () => {
    expect([...ruleIds]).toEqual(Object.keys(rules));
  });

  it('with the report on the endings of its files', () => {
    expect([...reportEndings].sort()).toEqual(Object.keys(formats).sort());
  });
});
