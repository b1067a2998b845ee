import type { DecodedMessage } from '@spotler-connector/dataverse';
import type { MessageOutcome, RecordOutcome } from './message-outcome.ts';
import type { RecordWork } from './record-work.ts';

/**
 * Decides what came of a decoded message; its records are reconciled by `work`. `released` fires when the
 * message has to go. Throws nothing.
 */
export async function handleMessage(
  message: DecodedMessage,
  work: RecordWork,
  released?: AbortSignal,
): Promise<MessageOutcome> {
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
            return { ref, outcome: await work.reconcile(ref, { priority, externalId, released }) };
          }),
        );
        return { kind: 'reconciled', messageName: message.messageName, records };
      } catch (error) {
        const errorName = nameOf(error);
        return errorName === 'AbortError' ? { kind: 'interrupted' } : { kind: 'unexpected', errorName };
      }
    }
  }
}

/** An abort's reason need not be an `Error`. */
function nameOf(error: unknown): string {
  const named = typeof error === 'object' && error !== null && 'name' in error;
  return named ? String(error.name) : typeof error;
}
