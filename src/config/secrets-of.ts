import type { Source } from './types.ts';

/** Passwords that everybody uses for a server that holds nothing: hiding them would hide half of every log. */
const openSecrets = new Set(['postgres', 'password', 'test', 'root']);

/** What must not be seen of where the databases come from: the URLs, and the passwords in them as typed and as sent. */
export function secretsOf(source: Source): readonly string[] {
  switch (source.kind) {
    case 'engine':
      return [];
    case 'url':
      return inUrl(source.url);
    case 'two-urls':
      return [...inUrl(source.base.url), ...inUrl(source.head.url)];
  }
}

function inUrl(url: string): string[] {
  const password = /^[^:]*:\/\/[^/]*?:(.*)@/.exec(url)?.[1] ?? '';
  return [url, password, decoded(password)].filter(text => text.length > 3 && !openSecrets.has(text));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
