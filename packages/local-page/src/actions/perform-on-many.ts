import { randomUUID } from 'node:crypto';
import type { Table } from '@spotler-connector/anonymization-policy';
import { inventedColumns, type Services } from '@spotler-connector/local-services';
import type { RecordTable } from '../model/record-table.ts';
import type { Change } from '../view/command.ts';
import { columnsOf } from './record-changes.ts';

/** So many are changed at once. */
const MANY = 100;
const STRANGERS = 3;
const DOMAIN = 'example.org';

/** Creates records with invented names. */
export async function createRecords(
  table: Table,
  count: number,
  { dataverse }: Pick<Services, 'dataverse'>,
  records: Pick<RecordTable, 'nextRank'>,
): Promise<void> {
  for (let created = 0; created < count; created += 1) {
    await dataverse.create(table, inventedColumns(table, records.nextRank(), DOMAIN));
  }
}

/** Changes a hundred contacts that are active, the newest first, as an import does. */
export async function changeMany(
  change: Change,
  { dataverse }: Pick<Services, 'dataverse'>,
  records: Pick<RecordTable, 'all'>,
): Promise<void> {
  const chosen = [...records.all()]
    .filter(({ table, state }) => table === 'contact' && state === 'active')
    .sort((one, other) => other.rank - one.rank)
    .slice(0, MANY);
  for (const row of chosen) await dataverse.update(row.table, row.id, columnsOf(change, row, row.rank));
}

/** Puts contacts into Spotler that no record has, which only a sweep finds. */
export function addStrangers({ spotler }: Pick<Services, 'spotler'>): void {
  const ids = Array.from({ length: STRANGERS }, () => randomUUID());
  spotler.seed(
    ids.map((externalId) => ({
      externalId,
      properties: {
        firstName: 'Invented',
        lastName: 'Stranger',
        email: `${externalId.slice(0, 8)}@${DOMAIN}`,
      },
    })),
  );
}
