import type { Decision, RecordRef } from '@spotler-connector/anonymization-policy';
import { type Failure, PortError } from './port-error.ts';
import type { CallOptions, Holder, RecordReading, RecordSource } from './ports.ts';

/**
 * The conditions for erasing a contact, in the order in which they are asked.
 *
 * - `organization`: whoever asks speaks for our environment; without that, absence of a record proves
 *   nothing.
 * - `state`: the record's absence or state is known first-hand.
 * - `columns`: every column that the policy reads can be read, and is not masked.
 * - `holder`: no other present record holds the contact and wants it kept.
 * - `permit`: the limit on erasures leaves room for this one.
 */
export const PRECONDITIONS = ['organization', 'state', 'columns', 'holder', 'permit'] as const;

/** One of {@link PRECONDITIONS}. */
export type PreconditionName = (typeof PRECONDITIONS)[number];

/**
 * The origin of a reconcile: `ours` when a message, a job or an operator of our own environment asks,
 * `unknown` when a message names no organization. One that names another organization is never reconciled.
 */
export type Origin = 'ours' | 'unknown';

/** An erasure that is due, and what is known so far. */
export interface Erasure {
  /** The record whose contact is to be erased. */
  readonly ref: RecordRef;
  /** The decision to erase it. */
  readonly decision: Decision;
  /** The record as it was read. */
  readonly reading: RecordReading;
  /** The other present records that hold the contact. */
  readonly holders: readonly Holder[];
  /** Where the wish for the reconcile comes from. */
  readonly origin: Origin;
  /**
   * Asks for the permit; to explain, only whether there would be one. Undefined where erasures have no limit.
   */
  readonly permit?: ((call: CallOptions) => Promise<'permitted' | 'held'>) | undefined;
}

/** The answer to one precondition: one English sentence, free of personal data, says why. */
export interface PreconditionAnswer {
  /** Which one it is. */
  readonly precondition: PreconditionName;
  /** `not-asked` when the system that knows could not be asked: that is a failure of it, never a yes. */
  readonly answer: 'met' | 'not-met' | 'not-asked';
  /** One English sentence, free of personal data. */
  readonly why: string;
  /** The failure that kept it from being asked; only with `not-asked`. */
  readonly failure?: Failure | undefined;
}

interface Verdict {
  readonly met: boolean;
  readonly why: string;
}

type Ask = (erasure: Erasure, source: RecordSource, call: CallOptions) => Verdict | Promise<Verdict>;

const ASKS: Readonly<Record<PreconditionName, Ask>> = {
  organization: askOrganization,
  state: askState,
  columns: askColumns,
  holder: askHolders,
  permit: askPermit,
};

/** Asks every precondition of an erasure, in order, whatever the answers: to explain it. Changes nothing. */
export async function askPreconditions(
  erasure: Erasure,
  source: RecordSource,
  call: CallOptions = {},
): Promise<PreconditionAnswer[]> {
  const answers: PreconditionAnswer[] = [];
  for (const precondition of PRECONDITIONS) answers.push(await ask(precondition, erasure, source, call));
  return answers;
}

/** The first precondition that keeps the erasure from happening; undefined when it may happen. */
export async function firstUnmet(
  erasure: Erasure,
  source: RecordSource,
  call: CallOptions,
): Promise<PreconditionAnswer | undefined> {
  for (const precondition of PRECONDITIONS) {
    const answer = await ask(precondition, erasure, source, call);
    if (answer.answer !== 'met') return answer;
  }
  return undefined;
}

async function ask(
  precondition: PreconditionName,
  erasure: Erasure,
  source: RecordSource,
  call: CallOptions,
): Promise<PreconditionAnswer> {
  try {
    const { met, why } = await ASKS[precondition](erasure, source, call);
    return { precondition, answer: met ? 'met' : 'not-met', why };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    return { precondition, answer: 'not-asked', why: 'That could not be asked.', failure: error.failure };
  }
}

function askOrganization({ origin, decision }: Erasure): Verdict {
  if (origin === 'ours') return { met: true, why: 'Our own Dataverse environment asks for it.' };
  return decision.rule === 'deleted'
    ? { met: false, why: 'The message names no organization: a missing record proves nothing.' }
    : { met: true, why: 'The message names no organization, but the record itself says so.' };
}

function askState({ reading, decision, holders }: Erasure): Verdict {
  if (reading.snapshot.presence === 'present') {
    return { met: true, why: 'The record was read just now.' };
  }
  if (holders.length > 0 && decision.rule !== 'deleted') {
    return { met: true, why: 'The records that hold this contact were read just now.' };
  }
  return decision.rule === 'deleted' || decision.rule === 'explicit'
    ? { met: true, why: 'Dataverse says of this very id that it does not exist.' }
    : { met: false, why: 'The record is deleted, but the decision is not about that.' };
}

async function askColumns(
  { ref, holders }: Erasure,
  source: RecordSource,
  call: CallOptions,
): Promise<Verdict> {
  const tables = [...new Set([ref, ...holders.map((holder) => holder.ref)].map(({ table }) => table))];
  for (const table of tables) await source.checkColumns(table, call);
  return { met: true, why: `Every column of ${tables.join(' and ')} that counts can be read.` };
}

function askHolders({ holders, decision }: Erasure): Verdict {
  if (holders.length === 0) return { met: true, why: 'No other record holds this contact.' };
  return decision.rule === 'deleted'
    ? { met: false, why: 'Another record that exists holds this contact.' }
    : { met: true, why: 'Other records hold this contact, and the strictest decision counts.' };
}

async function askPermit({ permit }: Erasure, _: RecordSource, call: CallOptions): Promise<Verdict> {
  if (permit === undefined) return { met: true, why: 'Erasures have no limit here.' };
  return (await permit(call)) === 'permitted'
    ? { met: true, why: 'The limit on erasures leaves room for this one.' }
    : { met: false, why: 'The limit on erasures within an hour is used up: a person decides about more.' };
}
