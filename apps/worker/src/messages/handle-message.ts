import type { DecodedMessage } from '@spotler-connector/dataverse';
import type { MessageOutcome, RecordOutcome } from './message-outcome.ts';
import type { RecordWork } from './record-work.ts';

/** Decides what came of a decoded message; its records are reconciled by `work`. Throws nothing. */
export async function handleMessage(message: DecodedMessage, work: RecordWork): Promise<MessageOutcome> {
  switch (message.kind) {
    case 'foreign':
      return { kind: 'ignored', table: message.table, messageName: message.messageName };
    case 'job':
      return { kind: 'ignored', table: null, messageName: message.messageName };
    case 'malformed':
      return { kind: 'malformed', description: message.report.sentence };
    case 'change': {
      // A deletion is somebody waiting to be forgotten; everything else is somebody waiting for news.
      const priority = message.messageName === 'Delete' ? 'urgent' : 'ordinary';
      try {
        const records = await Promise.all(
          message.records.map(async (ref): Promise<RecordOutcome> => {
            const externalId = message.externalIds[ref.id];
            return { ref, outcome: await work.reconcile(ref, priority, externalId) };
          }),
        );
        return { kind: 'reconciled', messageName: message.messageName, records };
      } catch (error) {
        if (error instanceof Error && error.name === 'AbortError') return { kind: 'interrupted' };
        return { kind: 'unexpected', errorName: error instanceof Error ? error.name : typeof error };
      }
    }
  }
}
