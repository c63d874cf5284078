import type { Comparison } from '../comparison/index.ts';
import type { RuleSettings } from '../config/index.ts';
import type { Measurement } from '../measurement/index.ts';
import type { Catalogue } from '../postgres/index.ts';
import type { Side } from '../workspace/index.ts';
import type { Rule, Scene } from './rule.ts';
import { rules } from './table.ts';
import type { Finding } from './types.ts';

export interface RuleInput {
  readonly comparisons: readonly Comparison[];
  readonly catalogues: Readonly<Record<Side, Catalogue>>;
  /** Severity and thresholds by rule; what is missing is the rule's own default. */
  readonly rules: Readonly<Record<string, RuleSettings>>;
}

/** What the rules see on both sides of every case: head's findings first, each in the order of the cases. */
export async function findFindings(input: RuleInput): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const side of ['head', 'base'] as const) {
    for (const comparison of input.comparisons) {
      const scene = sceneOf(side, comparison, input.catalogues);
      if (scene === null) continue;
      for (const rule of Object.values(rules)) {
        findings.push(...(await findingsOf(rule, side, scene, input.rules[rule.id])));
      }
    }
  }
  return findings;
}

async function findingsOf(
  rule: Rule,
  side: Side,
  scene: Scene,
  settings: RuleSettings | undefined,
): Promise<readonly Finding[]> {
  const severity = settings?.severity ?? rule.severity;
  if (severity === 'off') return [];
  const { query, parameters } = scene.comparison.result.case;
  const observations = await rule.check(scene, { ...rule.thresholds, ...settings?.thresholds });
  return observations.map(({ relation, node, facts, isNew }) => ({
    rule: rule.id,
    severity,
    query: query.name,
    parameters,
    side,
    isNew: side === 'head' && isNew,
    file: query.file,
    line: query.line,
    relation,
    node,
    facts,
  }));
}

function sceneOf(side: Side, comparison: Comparison, catalogues: RuleInput['catalogues']): Scene | null {
  const measured = (wanted: Side): Measurement | null => {
    const result = comparison.result.sides[wanted];
    return result.kind === 'measured' ? result.measurement : null;
  };
  const measurement = measured(side);
  if (measurement === null) return null;
  const base = side === 'head' ? measured('base') : null;
  return {
    comparison,
    measurement,
    catalogue: catalogues[side],
    base: base === null ? null : { measurement: base, catalogue: catalogues.base },
  };
}
