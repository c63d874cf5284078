import fc from 'fast-check';
import type { CaseReport, Report } from '../../src/report/schema.ts';
import { hostileText } from './hostile-text.ts';
import { reason, sampleCase, sampleReport, scanFinding, schemaFinding, side } from './samples.ts';

const hostileCase: fc.Arbitrary<CaseReport> = fc
  .record({
    name: hostileText,
    parameters: hostileText,
    sql: hostileText,
    plan: hostileText,
    change: hostileText,
    message: hostileText,
    file: hostileText,
    kind: fc.constantFrom('worse', 'better', 'mixed', 'new', 'removed', 'errored', 'not-judged', 'unchanged'),
  })
  .map(({ name, parameters, sql, plan, change, message, file, kind }) => {
    const common = {
      parameters,
      sql,
      file,
      planChanges: [
        {
          kind: 'other',
          subject: '',
          from: '',
          to: '',
          lostIndex: false,
          baseBuffers: null,
          headBuffers: null,
          text: change,
        },
      ],
    };
    const culprit = {
      kind: 'migration' as const,
      file,
      line: 3,
      statement: sql,
      text: `caused by ${file}:3: ${message}`,
    };
    const base = side(100, 1, { plan });
    const head = side(9000, 20, { plan, nested: [{ text: sql, caller: message, calls: 2, buffers: 9 }] });
    const failures = [{ side: 'head' as const, message, code: '42703', hint: message, timedOut: false }];
    switch (kind) {
      case 'worse':
        return sampleCase(name, {
          ...common,
          culprit,
          status: 'changed',
          direction: 'worse',
          outcome: 'fail',
          base,
          head,
          planDiff: [
            { sign: ' ', text: plan },
            { sign: '-', text: sql },
            { sign: '!', text: change },
          ],
        });
      case 'better':
        return sampleCase(name, {
          ...common,
          status: 'changed',
          direction: 'better',
          base: head,
          head: base,
        });
      case 'mixed':
        return sampleCase(name, {
          ...common,
          culprit: { ...culprit, kind: 'unknown' as const },
          cold: { base: 7, head: 7000 },
          status: 'mixed',
          direction: 'mixed',
          outcome: 'warn',
          base,
          head,
        });
      case 'new':
        return sampleCase(name, { ...common, status: 'new', outcome: 'fail', base: null, head });
      case 'removed':
        return sampleCase(name, { ...common, status: 'removed', base, head: null });
      case 'errored':
        return sampleCase(name, {
          ...common,
          status: 'errored',
          outcome: 'fail',
          base,
          head: null,
          failures,
        });
      case 'not-judged':
        return sampleCase(name, {
          ...common,
          status: 'not-judged',
          outcome: 'warn',
          base: null,
          head: null,
          failures,
        });
      default:
        return sampleCase(name);
    }
  });

/** Reports of up to six such cases, with the same hostile text wherever a run puts in words of its own. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .record({
    cases: fc.array(hostileCase, { maxLength: 6 }),
    verdict: fc.constantFrom('pass', 'warn', 'fail', 'error'),
    text: hostileText,
    details: hostileText,
  })
  .map(({ cases, verdict, text, details }) =>
    sampleReport({
      verdict,
      cases,
      why: text,
      base: { ref: text, sha: null },
      head: { ref: text, sha: '4c2f1d09a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3' },
      error:
        verdict === 'error'
          ? { kind: 'migration', place: text, file: text, line: 3, problem: text, remedy: text, details }
          : null,
      reasons: [
        reason({ kind: 'waiver-expired', level: 'fail', text }),
        reason({ kind: text, level: 'warn', text: details }),
        ...cases.map(({ query, parameters }) =>
          reason({ kind: 'slower', level: 'fail', text, query, parameters }),
        ),
      ],
      findings: [
        schemaFinding({ file: text, relation: text, message: text, remedy: text, statement: details }),
        ...cases.map(({ query, parameters, file, line }, index) =>
          scanFinding(query, {
            parameters,
            rule: index % 3 === 2 ? text : 'sequential-scan',
            relation: text,
            ...(index % 2 === 0 ? { file, line } : {}),
            message: text,
            remedy: text,
            statement: details,
            isNew: index % 2 === 0,
          }),
        ),
      ],
      warnings: [text],
    }),
  );
