import type { HeldContact, HeldContacts } from '@spotler-connector/brake';
import type { LookOptions } from '@spotler-connector/reconciler';
import { type Fate, fateOf } from './fate-of.ts';
import { giveBack, type PermissionContacts } from './give-back.ts';

/** Dependencies of deciding about one contact. */
export interface RejectOnePorts {
  readonly look: LookOptions;
  readonly contacts: PermissionContacts;
  readonly held: Pick<HeldContacts, 'decide'>;
  readonly signal: AbortSignal;
}

/** The person who decides, and when. */
export interface Decider {
  readonly decidedBy: string;
  readonly decidedAt: number;
}

/** Fate of a contact; `gone` when Spotler has it no more. */
export type Rejected = Fate | 'gone';

/** Does what the record as it is now asks for, and notes it. Safe to do again, wherever it was cut off. */
export async function rejectOne(
  contact: HeldContact,
  decider: Decider,
  { look, contacts, held, signal }: RejectOnePorts,
): Promise<Rejected> {
  const fate = await fateOf(contact, look);
  if (fate === 'left-opted-out') {
    await held.decide(contact, { state: fate, ...decider }, signal);
    return fate;
  }
  if (fate === 'held') {
    if ((await contacts.get(contact.externalId, { signal })) !== null) return fate;
    await held.decide(contact, { state: 'erased' }, signal);
    return 'gone';
  }
  const given = await giveBack(contact, contacts, signal);
  // The person may have refused meanwhile, and their message may have come before the permissions.
  const after = await fateOf(contact, look);
  if (after !== 'given-back') {
    await contacts.optOut(contact.externalId, { signal });
    return after;
  }
  await held.decide(contact, { state: given === 'gone' ? 'erased' : 'given-back', ...decider }, signal);
  return given;
}
