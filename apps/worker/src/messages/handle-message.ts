import type { ChangeMessage, DecodedMessage, JobMessage } from '@spotler-connector/dataverse';
import type { JobWork } from '../jobs/job-work.ts';
import type { RecordWork } from '../work/record-work.ts';
import type { MessageOutcome, RecordOutcome } from './message-outcome.ts';

/** What handling a message needs. */
export interface HandlingOptions {
  work: Pick<RecordWork, 'reconcile'>;
  /** `undefined` when there are no Spotler Jobs. */
  jobs: JobWork | undefined;
  /** Whether the queue will not deliver the message again. */
  lastDelivery: boolean;
  /** Fires when the message has to go. */
  released?: AbortSignal;
}

/** Decides what came of a decoded message, and has its work done. Throws nothing. */
export async function handleMessage(
  message: DecodedMessage,
  options: HandlingOptions,
): Promise<MessageOutcome> {
  switch (message.kind) {
    case 'foreign':
      return { kind: 'ignored', table: message.table, messageName: message.messageName };
    case 'malformed':
      return { kind: 'malformed', description: message.report.message };
    case 'job':
      return caught(handleJob(message, options));
    case 'change':
      return caught(handleChange(message, options));
  }
}

async function handleChange(
  { messageName, records, externalIds }: ChangeMessage,
  { work, released }: HandlingOptions,
): Promise<MessageOutcome> {
  // A deletion is somebody waiting to be forgotten; everything else is somebody waiting for news.
  const priority = messageName === 'Delete' ? 'urgent' : 'ordinary';
  const outcomes = records.map(async (ref): Promise<RecordOutcome> => {
    const externalId = externalIds[ref.id] ?? undefined;
    return { ref, outcome: await work.reconcile(ref, { priority, externalId, released }) };
  });
  return { kind: 'reconciled', messageName, records: await Promise.all(outcomes) };
}

/** A job is carried out when it is made. Later changes of it are mostly our own. */
async function handleJob(
  { id, messageName }: JobMessage,
  { jobs, lastDelivery, released }: HandlingOptions,
): Promise<MessageOutcome> {
  if (jobs === undefined || messageName !== 'Create') return { kind: 'ignored', table: null, messageName };
  const outcome = await jobs.carryOut(id, { lastDelivery, released });
  return { kind: 'job', messageName, jobId: id, outcome };
}

async function caught(outcome: Promise<MessageOutcome>): Promise<MessageOutcome> {
  try {
    return await outcome;
  } catch (error) {
    const errorName = nameOf(error);
    return errorName === 'AbortError' ? { kind: 'interrupted' } : { kind: 'unexpected', errorName };
  }
}

/** An abort's reason need not be an `Error`. */
function nameOf(error: unknown): string {
  const named = typeof error === 'object' && error !== null && 'name' in error;
  return named ? String(error.name) : typeof error;
}
