/**
 * The order of files by name: runs of digits by their value (2 before 10), everything else by code unit, a folder's
 * files before what is named like the folder with more behind it. The same on every machine and in every language.
 */
export function compareNaturally(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = digitsAt(a, i);
    const right = digitsAt(b, j);
    if (left !== '' && right !== '') {
      const difference = compareValues(left, right);
      if (difference !== 0) return difference;
      i += left.length;
      j += right.length;
    } else {
      const difference = rank(a, i) - rank(b, j);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
  }
  // The rest decides; 01 and 1 are told apart by code unit, so that no two names are equal.
  return a.length - i - (b.length - j) || (a < b ? -1 : a > b ? 1 : 0);
}

function rank(text: string, at: number): number {
  return text.charAt(at) === '/' ? -1 : text.charCodeAt(at);
}

function digitsAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && text.charAt(end) >= '0' && text.charAt(end) <= '9') end++;
  return text.slice(at, end);
}

function compareValues(left: string, right: string): number {
  const a = left.replace(/^0+(?=.)/, '');
  const b = right.replace(/^0+(?=.)/, '');
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

const versioned = /^V(\d+(?:[._]\d+)*)__/;

/**
 * Migrations in the order they run: natural order of the whole path, or Flyway's where all are named as Flyway names
 * them (V1__, V1.1__, V2__ by version whatever their folder, then R__ by name).
 * https://documentation.red-gate.com/flyway/flyway-concepts/migrations
 */
export function inMigrationOrder(files: readonly string[]): string[] {
  const repeatable = files.filter(file => baseName(file).startsWith('R__'));
  const others = files.filter(file => !repeatable.includes(file));
  const flyway = others.length > 0 && others.every(file => versioned.test(baseName(file)));
  if (!flyway) return [...files].sort(compareNaturally);
  const version = (file: string) => (versioned.exec(baseName(file))?.[1] ?? '').split(/[._]/);
  others.sort((a, b) => compareVersions(version(a), version(b)) || compareNaturally(a, b));
  const described = (a: string, b: string) =>
    compareNaturally(baseName(a), baseName(b)) || compareNaturally(a, b);
  return [...others, ...repeatable.sort(described)];
}

function compareVersions(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = compareValues(a[i] ?? '0', b[i] ?? '0');
    if (difference !== 0) return difference;
  }
  return 0;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
