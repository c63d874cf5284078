const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/**
 * A digest of some texts, 16 hexadecimal digits, the same on every machine: FNV-1a with 64 bits over the UTF-8 of their
 * JSON. It keeps things apart, it protects nothing. Source: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fingerprint(parts: readonly string[]): string {
  return fnv1a(new TextEncoder().encode(JSON.stringify(parts)));
}

export function fnv1a(bytes: Uint8Array): string {
  let hash = offset;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  return hash.toString(16).padStart(16, '0');
}
