import type { HeldContact, HeldContacts } from '@spotler-connector/brake';
import type { EvidenceWriter } from '@spotler-connector/ledger';
import type { LookOptions } from '@spotler-connector/reconciler';
import type { Person } from '../who-decides.ts';
import { type Fate, fateOf } from './fate-of.ts';
import { giveBack, type PermissionContacts } from './give-back.ts';

/** Dependencies of deciding about one contact. */
export interface RejectOnePorts {
  readonly look: LookOptions;
  readonly contacts: PermissionContacts;
  readonly held: Pick<HeldContacts, 'decide'>;
  readonly evidence: Pick<EvidenceWriter, 'append'>;
  /** Called when the permissions of a contact may come back later, whatever is written next. */
  readonly onDoubt?: ((contact: HeldContact) => void) | undefined;
  readonly signal: AbortSignal;
}

/** The person who decides, and when. */
export interface Decider {
  readonly person: Person;
  /** In milliseconds since the epoch. */
  readonly decidedAt: number;
}

/** Fate of a contact; `gone` when Spotler has it no more. */
export type Rejected = Fate | 'gone';

/** Does what the record as it is now asks for, and notes it. Safe to do again, wherever it was cut off. */
export async function rejectOne(
  contact: HeldContact,
  decider: Decider,
  ports: RejectOnePorts,
): Promise<Rejected> {
  const { look, contacts, held, onDoubt, signal } = ports;
  const fate = await fateOf(contact, look);
  if (fate === 'left-opted-out') {
    await noteRejected(contact, fate, decider, ports);
    return fate;
  }
  if (fate === 'held') {
    if ((await contacts.get(contact.externalId, { signal })) !== null) return fate;
    await held.decide(contact, { state: 'erased' }, signal);
    return 'gone';
  }
  const given = await giveBack(contact, contacts, signal, () => onDoubt?.(contact));
  // The person may have refused meanwhile, and their message may have come before the permissions.
  const after = await fateOf(contact, look);
  if (after !== 'given-back') {
    await contacts.optOut(contact.externalId, { signal });
    return after;
  }
  if (given === 'gone') await held.decide(contact, { state: 'erased' }, signal);
  else await noteRejected(contact, given, decider, ports);
  return given;
}

/** Evidence first: what is noted is not looked at any more. */
async function noteRejected(
  contact: HeldContact,
  state: 'given-back' | 'left-opted-out',
  { person, decidedAt }: Decider,
  { held, evidence, signal }: RejectOnePorts,
): Promise<void> {
  const { table, id, externalId } = contact;
  await evidence.append({ kind: 'rejected', record: { table, id }, externalId, decidedBy: person.id });
  await held.decide(contact, { state, decidedBy: person.name, decidedAt }, signal);
}
