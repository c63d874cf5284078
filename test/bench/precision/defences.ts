import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const defence = z
  .strictObject({
    workload: z.string(),
    rule: z.string(),
    query: z.string().nullable().default(null),
    relation: z.string().nullable().default(null),
    /** Why a DBA would act on it. */
    act: z.string().optional(),
    /** Why a DBA would wave it away. */
    wave: z.string().optional(),
  })
  .refine(({ act, wave }) => (act === undefined) !== (wave === undefined), 'says either act or wave');

/** What a strict DBA says of one finding. */
export type Defence = z.infer<typeof defence>;

export async function readDefences(): Promise<readonly Defence[]> {
  const text = await readFile(join(import.meta.dirname, 'defences.yml'), 'utf8');
  return z.array(defence).parse(parse(text) ?? []);
}
