import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/** What is left of a Markdown text on a page of GitHub: parsed as GFM with raw HTML, then sanitised as GitHub does. */

export interface TreeNode {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly children?: readonly TreeNode[];
}

const raw = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw);
const sanitised = unified().use(rehypeSanitize, defaultSchema);

/** The tree before anything is taken out of it. */
export function parsed(markdown: string): TreeNode {
  return raw.runSync(raw.parse(markdown)) as TreeNode;
}

export function shown(tree: TreeNode): TreeNode {
  return sanitised.runSync(tree as Parameters<typeof sanitised.runSync>[0]) as TreeNode;
}

/** All nodes below `tree` in their order, each with the tags of the elements around it. */
export function* nodesOf(
  tree: TreeNode,
  within: readonly string[] = [],
): Generator<{ readonly node: TreeNode; readonly within: readonly string[] }> {
  for (const node of tree.children ?? []) {
    yield { node, within };
    yield* nodesOf(node, node.tagName === undefined ? within : [...within, node.tagName]);
  }
}

export function elements(tree: TreeNode, tagName: string): TreeNode[] {
  return [...nodesOf(tree)].filter(({ node }) => node.tagName === tagName).map(({ node }) => node);
}

export function textOf(tree: TreeNode): string {
  return [...nodesOf(tree)].map(({ node }) => (node.type === 'text' ? node.value : '')).join('');
}

/** The texts in which GitHub looks for mentions and references: not code, not what is a link already. */
export function livingTexts(tree: TreeNode): string[] {
  const dead = ['pre', 'code', 'tt', 'a', 'style', 'script'];
  return [...nodesOf(tree)]
    .filter(({ node, within }) => node.type === 'text' && !within.some(tag => dead.includes(tag)))
    .map(({ node }) => node.value ?? '');
}
