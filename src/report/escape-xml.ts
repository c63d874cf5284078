/**
 * Text for an XML 1.0 document, as the content of an element or as a double-quoted attribute. Characters that XML 1.0
 * cannot hold, not even as references, are removed. Source: https://www.w3.org/TR/xml/#charsets
 */
export function escapeXml(text: string): string {
  return holdable(text).replace(/[&<>"'\r]/g, character => entities[character] ?? '');
}

/** What of a text XML 1.0 can hold. */
export function holdable(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
}

/** A carriage return would be read as a line feed. */
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

export type XmlAttributes = Readonly<Record<string, string | number | null>>;

/** An element with its attributes, those that are not null, and its content, which is XML already. */
export function xmlElement(name: string, attributes: XmlAttributes, content: string): string {
  const own = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    // A line break within an attribute would be read as a space.
    .map(([key, value]) => ` ${key}="${escapeXml(String(value)).replace(/[\t\n]/g, ' ')}"`)
    .join('');
  return content === '' ? `<${name}${own}/>` : `<${name}${own}>${content}</${name}>`;
}
