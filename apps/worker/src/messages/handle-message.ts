import {
  type ChangeMessage,
  type DecodedMessage,
  type JobMessage,
  lookReasonOf,
  ownerOfMessage,
} from '@spotler-connector/dataverse';
import type { Initiator } from '@spotler-connector/ledger';
import type { Origin, Priority } from '@spotler-connector/reconciler';
import type { JobWork } from '../jobs/job-work.ts';
import { isAbort } from '../work/is-abort.ts';
import type { ReconcileRequest, RecordWork } from '../work/record-work.ts';
import { inLanes } from './in-lanes.ts';
import type { MessageOutcome, RecordBug, RecordOutcome } from './message-outcome.ts';

/** Records of one message in hand: as many as share requests well. */
const MAX_SIDE_BY_SIDE = 250;

/** Options of handling a message. */
export interface HandlingOptions {
  readonly work: Pick<RecordWork, 'reconcile'>;
  /** `undefined` when there are no Spotler Jobs. */
  readonly jobs: JobWork | undefined;
  /** The organization of the environment that we read, in lower case. */
  readonly ourOrganizationId: string;
  /** Whether the queue will not deliver the message again. */
  readonly lastDelivery: boolean;
  /** Whether it was delivered before: a write of its last worker may be under way. */
  readonly redelivered?: boolean | undefined;
  /** Whether it came before, also if that was in the form of the message that this one is a copy of. */
  readonly repeated?: boolean | undefined;
  /** Fires when the message has to go. */
  readonly evicted?: AbortSignal | undefined;
}

/** Has the work of a decoded message done, and gives its outcome. Throws nothing. */
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
    case 'change':
      return handleOwned(message, options);
  }
}

/** A message of another environment names ids that mean other people here, or nobody. */
async function handleOwned(
  message: ChangeMessage | JobMessage,
  options: HandlingOptions,
): Promise<MessageOutcome> {
  const owner = ownerOfMessage(message, options.ourOrganizationId);
  if (owner === 'foreign') return { kind: 'foreign-organization' };
  return caught(() =>
    message.kind === 'job' ? handleJob(message, options) : handleChange(message, owner, options),
  );
}

async function handleChange(
  message: ChangeMessage,
  origin: Origin,
  { work, redelivered, repeated, evicted }: HandlingOptions,
): Promise<MessageOutcome> {
  const { messageName, records, externalIds, erasedAt } = message;
  const initiator = initiatorOf(message);
  const priority = priorityOf(messageName);
  const reason = lookReasonOf(messageName);
  const secondLook = reason === 'second-look' ? { erasedAt } : undefined;
  const sweep = reason === 'sweep' || undefined;
  const outcomes = await inLanes(records, MAX_SIDE_BY_SIDE, (ref) =>
    reconcileRecord(work, ref, {
      priority,
      externalId: externalIds[ref.id],
      origin,
      initiator,
      secondLook,
      sweep,
      redelivered,
      repeated,
      evicted,
    }),
  );
  const bug = outcomes.find(isBug);
  if (bug === undefined) {
    return { kind: 'reconciled', messageName, records: outcomes.filter(isOutcome) };
  }
  return { kind: 'unexpected', error: bug.outcome.error, jobId: undefined, records: outcomes };
}

/** A deletion is somebody waiting to be forgotten, a change somebody waiting for news, a look nobody. */
function priorityOf(messageName: string): Priority {
  if (messageName === 'Delete') return 'urgent';
  return lookReasonOf(messageName) === undefined ? 'ordinary' : 'low';
}

/** Reconciles one record of several: a bug with one of them hides no other. */
async function reconcileRecord(
  work: HandlingOptions['work'],
  ref: RecordOutcome['ref'],
  request: ReconcileRequest,
): Promise<RecordOutcome | RecordBug> {
  try {
    return { ref, outcome: await work.reconcile(ref, request) };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { ref, outcome: { kind: 'unexpected', error } };
  }
}

function isBug(record: RecordOutcome | RecordBug): record is RecordBug {
  return record.outcome.kind === 'unexpected';
}

function isOutcome(record: RecordOutcome | RecordBug): record is RecordOutcome {
  return record.outcome.kind !== 'unexpected';
}

/** A job is carried out when it is made. Later changes of it are mostly our own. */
async function handleJob(
  message: JobMessage,
  { jobs, lastDelivery, redelivered, evicted }: HandlingOptions,
): Promise<MessageOutcome> {
  const { id, messageName } = message;
  if (jobs === undefined || messageName !== 'Create') return { kind: 'ignored', table: null, messageName };
  const initiator = initiatorOf(message);
  const outcome = await jobs.carryOut(id, { lastDelivery, initiator, redelivered, evicted });
  if (outcome.kind !== 'unexpected') return { kind: 'job', messageName, jobId: id, outcome };
  const { ref, error } = outcome;
  const records = ref === undefined ? [] : [{ ref, outcome: { kind: 'unexpected', error } as const }];
  return { kind: 'unexpected', error, jobId: id, records };
}

function initiatorOf({
  messageName: event,
  initiatingUserId: userId,
  operationId,
  changedAt,
}: ChangeMessage | JobMessage): Initiator {
  return { event, userId, operationId, changedAt };
}

async function caught(handle: () => Promise<MessageOutcome>): Promise<MessageOutcome> {
  try {
    return await handle();
  } catch (error) {
    if (isAbort(error)) return { kind: 'interrupted' };
    return { kind: 'unexpected', error, jobId: undefined, records: [] };
  }
}
