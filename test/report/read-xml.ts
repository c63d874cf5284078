import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text within, without that of its children. */
  readonly text: string;
}

/** The document's root as a conforming parser reads it; throws where it is not well-formed. */
export function readXml(document: string): XmlElement {
  type Open = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  // Not namespace-aware: attributes are texts.
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', error => {
    throw error;
  });
  for (const event of ['comment', 'doctype'] as const) {
    parser.on(event, text => {
      throw new Error(`${event}: ${text}`);
    });
  }
  parser.on('cdata', text => {
    throw new Error(`cdata: ${text}`);
  });
  parser.on('processinginstruction', ({ target }) => {
    throw new Error(`processing instruction: ${target}`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Open = { name, attributes: { ...attributes }, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', text => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(document).close();
  const [only] = root.children;
  if (only === undefined) throw new Error('no element');
  return only;
}
