import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/index.ts';
import { checkWith } from '../bench/trust/check.ts';
import type { Files } from '../support/run-check.ts';

/** One table for each change, so that one pull request can make them all. */
const names = ['older', 'newer', 'prefix', 'ignored', 'layout', 'cost'] as const;

const table = (name: string) => `
create table ${name} (id integer primary key, customer integer not null, placed_at timestamptz not null, note text not null);
insert into ${name}
select n, n * 7919 % 1009, timestamptz '2026-01-01 00:00:00+00' + n * interval '1 minute', repeat('x', 60) from generate_series(1, 10000) as n;
create index ${name}_customer_at_idx on ${name} (customer, placed_at);
create index ${name}_customer_idx on ${name} (customer);`;

const byCustomer = (name: string) => `select id, note from ${name} where customer between 17 and 19`;

const base: Files = {
  'db/migrations/0001_tables.sql': `${names.map(table).join('')}
create index older_again_idx on older (customer);
create index newer_again_idx on newer (customer);
create function label(id integer) returns text language plpgsql stable cost 10 as $$ begin return 'order ' || id; end $$;`,
  ...Object.fromEntries(names.map(name => [`db/queries/${name}.sql`, `${byCustomer(name)};\n`])),
  'db/queries/cost.sql': 'select label(id) from cost where customer between 17 and 19;\n',
};

const head: Files = {
  ...base,
  'db/migrations/0002_tidy.sql': `drop index older_customer_idx;
drop index newer_again_idx;
drop index prefix_customer_idx;
create index concurrently ignored_note_idx on ignored (note);
create index concurrently ignored_placed_idx on ignored (placed_at, customer);
alter function label(integer) cost 100;`,
  'db/queries/layout.sql': `-- Orders of a few customers,
-- the oldest ones.
select id,
       note /* as it was typed */
  from layout
 where customer between 17
                    and 19;
`,
};

let report: Report;

beforeAll(async () => {
  report = await checkWith('auto', () => {})(base, head);
});

function caseOf(name: string): Report['cases'][number] {
  const found = report.cases.find(({ query }) => query === name);
  if (found === undefined) throw new Error(`the report says nothing of ${name}`);
  return found;
}

describe('what must stay green', () => {
  it('passes as a whole, without a finding', () => {
    expect(report.verdict).toBe('pass');
    // That base has indexes twice is over.
    expect(report.findings.map(({ rule, side }) => `${rule} on ${side}`)).toEqual([
      'duplicate-index on base',
      'duplicate-index on base',
    ]);
    expect(report.cases).toHaveLength(names.length);
  });

  it.each(names)('%s: the case passes and is the same', name => {
    expect(caseOf(name)).toMatchObject({ outcome: 'pass', direction: 'same' });
  });

  it('one of two equal indexes dropped: the name in the plan changes, the work does not', () => {
    const changes = [...caseOf('older').planChanges, ...caseOf('newer').planChanges].map(({ text }) => text);
    expect(changes.join('\n')).toMatch(
      /(older_customer_idx.*older_again_idx|newer_again_idx.*newer_customer_idx)/,
    );
  });

  it('an index that is the beginning of another one dropped: the name in the plan changes, the work does not', () => {
    const { planChanges, base, head } = caseOf('prefix');
    expect(planChanges.map(({ text }) => text).join('\n')).toContain('prefix_customer_at_idx');
    expect(head?.work.rows).toBe(base?.work.rows);
  });

  it('an index that the planner rightly ignores', () => {
    expect(caseOf('ignored')).toMatchObject({ status: 'unchanged', planChanges: [] });
  });

  it('comments and layout', () => {
    expect(caseOf('layout')).toMatchObject({ status: 'unchanged', sqlChanged: false });
  });

  it('nothing but the cost', () => {
    const { status, base, head } = caseOf('cost');
    expect(status).toBe('unchanged');
    const cost = (explain: string | undefined) => /"Total Cost":([\d.]+)/.exec(explain ?? '')?.[1];
    expect(cost(head?.explain)).not.toBe(cost(base?.explain));
  });
});
