import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceOptions } from '@spotler-connector/local-services';
import { endLater } from '../../testing/running-services.ts';

type FieldMapping = NonNullable<ServiceOptions['mapping']>;

/** Writes a mapping of contacts alone into a file; the other tables have the address only. */
export async function aMappingFile(
  contact: FieldMapping['contact'],
): Promise<{ readonly mapping: FieldMapping; readonly file: string }> {
  const address = [{ column: 'emailaddress1', property: 'email' }];
  const mapping: FieldMapping = { contact, lead: address, account: address };
  const folder = await mkdtemp(join(tmpdir(), 'mapping-'));
  endLater(() => rm(folder, { recursive: true }));
  const file = join(folder, 'mapping.json');
  await writeFile(file, JSON.stringify(mapping));
  return { mapping, file };
}
