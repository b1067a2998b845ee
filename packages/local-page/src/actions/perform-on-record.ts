import { orderAnonymization, type Services } from '@spotler-connector/local-services';
import type { Command } from '../view/command.ts';
import { columnsOf } from './record-changes.ts';

/** A command about one record. */
export type RecordCommand = Exclude<Extract<Command, { id: string }>, { kind: 'explain' }>;

/** The kinds of mail of the account that the local stack has. */
const EVERY_KIND = [1, 2, 4].map((bit) => ({ bit, enabled: true }));

/**
 * Does something to a record, as a user of Dataverse or a subscriber would. `turn` differs each time. Rejects
 * when the record is not there.
 */
export async function performOnRecord(
  command: RecordCommand,
  { dataverse, spotler }: Pick<Services, 'dataverse' | 'spotler'>,
  turn: number,
): Promise<void> {
  const { table, id } = command;
  switch (command.kind) {
    case 'change':
      return dataverse.update(table, id, columnsOf(command.change, command, turn));
    case 'delete':
      return dataverse.delete(table, id);
    case 'restore':
      return dataverse.restore(table, id);
    case 'merge':
      return dataverse.merge(table, command.into, id);
    case 'order':
      return void (await orderAnonymization(dataverse, { table, id }));
    case 'subscribe':
      if (spotler.contact(id) === undefined) throw new Error('Spotler does not have this contact.');
      return spotler.seed([{ externalId: id, properties: { permissions: EVERY_KIND } }]);
  }
}
