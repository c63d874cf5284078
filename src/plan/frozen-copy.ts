/**
 * A deeply frozen copy of a JSON value, so that freezing never reaches into the caller's own objects.
 * Works through a list instead of calling itself: what PostgreSQL nests deeply must not end in a stack overflow.
 */
export function frozenCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const root = emptyLike(value);
  const copies: object[] = [];
  const todo: { from: object; to: object }[] = [{ from: value, to: root }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    copies.push(next.to);
    for (const [key, part] of Object.entries(next.from)) {
      const isNested = typeof part === 'object' && part !== null;
      const copy = isNested ? emptyLike(part) : part;
      // Defined rather than assigned: a key called `__proto__` stays a key.
      Object.defineProperty(next.to, key, { value: copy, enumerable: true });
      if (isNested) todo.push({ from: part, to: copy });
    }
  }
  for (const copy of copies) Object.freeze(copy);
  return root;
}

function emptyLike(value: object): object {
  return Array.isArray(value) ? new Array(value.length) : {};
}
