/**
 * How a gate calls itself: `plangate`, or with its name where a repository has several: `plangate (billing)`. A name that
 * says plangate stands for itself. It is not escaped.
 */
export function gateName(name: string | undefined): string {
  const own = name?.trim() ?? '';
  if (own === '') return 'plangate';
  return /plangate/i.test(own) ? own : `plangate (${own})`;
}
