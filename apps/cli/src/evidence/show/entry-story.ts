import type { Entry } from '@spotler-connector/ledger';
import { durationText } from '../../time/duration-text.ts';

/** Tells an entry in plain sentences: first what was done, then why, for whom, and where it says so. */
export function entryStory(entry: Entry): string[] {
  return [whatHappened(entry), ...because(entry), ...orderedBy(entry), ...decidedBy(entry), placeOf(entry)];
}

/** Tells what was done, in one sentence. */
export function whatHappened(entry: Entry): string {
  const { kind, result, jobId, count } = entry;
  switch (kind) {
    case 'erasure':
      return erasureText(entry);
    case 'opt-out':
      return result === 'opted-out'
        ? 'Opted out: every permission was set to false.'
        : 'Opted out: every permission was set to false, then the contact was updated.';
    case 'held':
      return 'Held by the brake: opted out, until a person decides about the erasure.';
    case 'released':
      return `A person let ${count ?? 1} held erasures go on.`;
    case 'rejected':
      return 'A person rejected the held erasure.';
    case 'mend':
      return mendText(entry);
    case 'job':
      return `Spotler Job ${jobId} ${result}.`;
    default:
      return `${kind}.`;
  }
}

function mendText({ by, result = '' }: Entry): string {
  const finder = by === 'sweep' ? 'A sweep' : 'A second look';
  if (!result.startsWith(MAYBE)) return `${finder} found a difference and mended it: ${result}.`;
  return `${finder} was interrupted, and may have mended a difference before: ${result.slice(MAYBE.length)}.`;
}

const MAYBE = 'maybe-';

function erasureText({ result, spotler, readBack }: Entry): string {
  const answered = `Spotler answered ${spotler?.status ?? 'nothing'}`;
  const found = {
    gone: 'reading it back found nothing',
    present: 'reading it back still found it',
    unknown: 'it could not be read back',
  }[readBack ?? 'unknown'];
  if (result === 'not-erased') return `Not erased: ${answered}, but ${found}.`;
  if (result === 'already-anonymized') {
    return `Nothing to erase: Spotler had no such contact (it answered ${spotler?.status}), and ${found}.`;
  }
  return `Erased: ${answered}, and ${found}.`;
}

function because({ rule, causes = [], policyVersion, settings, dataverse }: Entry): string[] {
  if (rule === undefined) return [];
  const why = causes.length === 0 ? '' : ` (${causes.join(', ')})`;
  const record = { present: 'the record existed', deleted: 'the record did not exist any more' }[
    dataverse ?? ''
  ];
  const said = `Rule ${rule}${why}, policy version ${policyVersion}, settings ${settings ?? 'unknown'}.`;
  return [record === undefined ? said : `${said} In Dataverse ${record}.`];
}

function orderedBy({ initiators = [], jobId, waitMs, kind }: Entry): string[] {
  const asked = initiators.map(({ event, userId, operationId, changedAt }) => {
    const by = userId === null ? 'by somebody unknown' : `by user ${userId}`;
    const operation = operationId === null ? '' : `, operation ${operationId}`;
    return `${event} ${by}${operation}${changedAt === null ? '' : `, ${changedAt}`}.`;
  });
  const job = jobId === undefined || kind === 'job' ? [] : [`Ordered with Spotler Job ${jobId}.`];
  const wait = waitMs === undefined ? [] : [`It took ${durationText(waitMs)} from the change to the proof.`];
  return [...asked, ...job, ...wait];
}

function decidedBy({ decidedBy: id }: Entry): string[] {
  if (id === undefined) return [];
  const somebody = HASH.test(id) ? `somebody whose hash is ${id.slice(0, SHOWN_DIGITS)}…` : `user ${id}`;
  return [`Decided by ${somebody}.`];
}

const HASH = /^[0-9a-f]{64}$/;
const SHOWN_DIGITS = 16;

function placeOf({ chain, seq, hash }: Entry): string {
  return `Entry ${seq} of chain ${chain}, hash ${hash.slice(0, SHOWN_DIGITS)}…`;
}
