import type { RawObject } from './field-reader.ts';
import type { PlanLine } from './plan-lines.ts';
import { detailFields } from './text-detail.ts';
import { jitFields, settingFields, triggerFields } from './text-footer.ts';
import { labelled, milliseconds, unexpectedLine } from './text-line.ts';
import { numbered, type Raw, readNode, readWorker } from './text-numbers.ts';
import { fillZeros } from './text-zeros.ts';

/** A node that is being read, and where what belongs to it stands. */
interface OpenNode {
  readonly raw: Raw;
  /** Of its arrow, or of its subplan's name; below 0 for the root. */
  readonly column: number;
  /** Of its details and of its children's arrows; null where the root has none yet. */
  inside: number | null;
  readonly children: Raw[];
}

/**
 * Puts the lines of EXPLAIN's text format together to what its JSON would have been, by how far they are indented: a
 * node's details and the arrows of its children stand in one column, six behind its own arrow.
 */
export class TextReader {
  private readonly query: Raw = {};
  private readonly nodes: Raw[] = [];
  private readonly triggers: RawObject[] = [];
  private readonly counted = { buffers: false, wal: false };
  /** From the root to the node that was read last. */
  private readonly open: OpenNode[] = [];
  private rootColumn = 0;
  /** The name of a subplan, to be given to the node behind the next arrow. */
  private subplan: { readonly name: string; readonly column: number } | null = null;
  /** Where lines that stand further in go: a worker, or a section below the tree. */
  private section: { readonly column: number; take(label: string, value: string): void } | null = null;

  read(line: PlanLine): void {
    const column = line.text.length - line.text.trimStart().length;
    const text = line.text.slice(column);
    const node = this.open.at(-1);
    if (node === undefined) this.root(line, column, text);
    else if (text.startsWith('->')) this.node(line, column, text);
    else if (this.isBelow(column)) this.footer(line, column, text);
    else if (this.section !== null && column > this.section.column)
      this.section.take(...labelled(line, column, text));
    else if (isSubplanName(text)) this.subplan = { name: text, column };
    else this.detail(node, line, column, text);
  }

  /** What EXPLAIN (FORMAT JSON) would have given, without the list around it. */
  finish(): RawObject {
    fillZeros(this.nodes, this.counted);
    return { ...this.query, ...(this.triggers.length === 0 ? {} : { Triggers: this.triggers }) };
  }

  private root(line: PlanLine, column: number, text: string): void {
    this.rootColumn = column;
    this.query.Plan = this.begin(line, column, text, { column: -1, inside: null });
  }

  private node(line: PlanLine, column: number, text: string): void {
    const place = this.subplan?.column ?? column;
    while (this.open.length > 1 && (this.open.at(-1)?.column ?? 0) >= place) this.open.pop();
    const parent = this.open.at(-1);
    if (parent === undefined) return;
    parent.inside ??= place;
    const isAligned = place === parent.inside && (this.subplan === null || column === place + 2);
    if (!isAligned) {
      const wanted = parent.inside + 1 + line.shift;
      throw unexpectedLine(line, column, `-> in column ${wanted}, or in that of an earlier one`);
    }
    const { children } = parent;
    const relationship = relationshipOf(this.subplan?.name ?? null, parent);
    const raw = this.begin(line, column, text, { column: place, inside: column + 6 });
    raw['Parent Relationship'] = relationship;
    if (this.subplan !== null) raw['Subplan Name'] = this.subplan.name;
    this.subplan = null;
    children.push(raw);
    parent.raw.Plans = children;
  }

  private begin(
    line: PlanLine,
    column: number,
    text: string,
    place: Pick<OpenNode, 'column' | 'inside'>,
  ): Raw {
    const arrow = /^-> */.exec(text)?.[0].length ?? 0;
    const raw = readNode(line, column + arrow, text.slice(arrow));
    this.nodes.push(raw);
    this.open.push({ ...place, raw, children: [] });
    this.section = null;
    return raw;
  }

  private detail(node: OpenNode, line: PlanLine, column: number, text: string): void {
    node.inside ??= column;
    this.section = null;
    if (this.subplan !== null || node.children.length > 0 || column < node.inside)
      throw unexpectedLine(line, column, 'a node behind ->, or the end of the plan');
    const worker = /^Worker (\d+): +(.*)$/s.exec(text);
    if (worker !== null) this.worker(node, Number(worker[1]), worker[2] ?? '', column);
    else if (/^(?:Foreign )?(?:Insert|Update|Delete|Merge) on [^:]+$/s.test(text))
      listIn<string>(node.raw, 'Target Tables').push(text);
    else {
      const [label, value] = labelled(line, column, text);
      if (node.raw['Node Type'] === 'Aggregate' && /^(?:Sort|Group|Hash) Key$/.test(label))
        addKeys(node.raw, label, value);
      else this.take(node.raw, label, value);
    }
  }

  private take(raw: Raw, label: string, value: string): void {
    if (label === 'Buffers') this.counted.buffers = true;
    if (label === 'WAL') this.counted.wal = true;
    Object.assign(raw, detailFields(label, value));
  }

  private worker(node: OpenNode, number: number, first: string, column: number): void {
    const worker: Raw = { 'Worker Number': number, ...readWorker(first) };
    listIn<Raw>(node.raw, 'Workers').push(worker);
    this.section = { column, take: (label, value) => this.take(worker, label, value) };
    const at = first.indexOf(': ');
    if (at > 0) this.take(worker, first.slice(0, at), first.slice(at + 2));
  }

  /** Whether a line stands left of everything in the tree but the root's own line, which may have lost its indentation. */
  private isBelow(column: number): boolean {
    const inside = this.open[0]?.inside ?? null;
    return inside === null ? column <= this.rootColumn + 1 : column < inside;
  }

  private footer(line: PlanLine, column: number, text: string): void {
    if (numbered.test(text))
      throw unexpectedLine(line, column, 'the end of the plan, as one plan is read at a time');
    const trigger = triggerFields(text);
    if (trigger !== null) {
      this.triggers.push(trigger);
      return;
    }
    const [label, value] = labelled(line, column, text);
    if (ofNode.test(label))
      throw unexpectedLine(line, column, 'what belongs to a node as far in as the rest of it');
    const section: Raw = {};
    this.section = { column, take: () => {} };
    if (label === 'Planning') {
      this.query.Planning = section;
      this.section = { column, take: (below, amount) => this.take(section, below, amount) };
    } else if (label === 'JIT') {
      this.query.JIT = section;
      this.section = { column, take: (below, amount) => Object.assign(section, jitFields(below, amount)) };
    } else if (label === 'Planning Time' || label === 'Execution Time')
      this.query[label] = milliseconds(line, column + label.length + 2, value);
    else if (label === 'Settings') this.query.Settings = settingFields(value);
  }
}

/** What is never said of a whole plan, or only further in. */
const ofNode =
  /^(?:Buffers|WAL|Output|Buckets|Batches|Heap .*|Sort .*|Workers .*|Rows Removed .*|.* Key|.*Cond|.*Filter)$/;

/** `InitPlan 1 (returns $0)`, `SubPlan 2`, `CTE recent` */
function isSubplanName(text: string): boolean {
  return /^(?:InitPlan|SubPlan) \w+(?: \(returns [^)]*\))?$|^CTE ./s.test(text);
}

function relationshipOf(subplan: string | null, parent: OpenNode): string {
  if (subplan !== null) return subplan.startsWith('SubPlan') ? 'SubPlan' : 'InitPlan';
  switch (parent.raw['Node Type']) {
    case 'Append':
    case 'Merge Append':
    case 'BitmapAnd':
    case 'BitmapOr':
      return 'Member';
    case 'Subquery Scan':
      return 'Subquery';
    case 'Custom Scan':
      return 'child';
  }
  return parent.children.some(child => child['Parent Relationship'] === 'Outer') ? 'Inner' : 'Outer';
}

function listIn<T>(raw: Raw, key: string): T[] {
  const list = (raw[key] ?? []) as T[];
  raw[key] = list;
  return list;
}

/** One set of keys is the node's own; grouping sets print several, of which the JSON format makes a list. */
function addKeys(raw: Raw, label: string, value: string): void {
  const keys = detailFields(label, value)[label];
  if (label === 'Group Key' && raw['Group Key'] === undefined && raw['Grouping Sets'] === undefined) {
    raw['Group Key'] = keys;
    return;
  }
  const sets = listIn<RawObject>(raw, 'Grouping Sets');
  if (raw['Group Key'] !== undefined) {
    sets.push({ 'Group Key': raw['Group Key'] });
    delete raw['Group Key'];
  }
  sets.push({ [label]: keys });
}
