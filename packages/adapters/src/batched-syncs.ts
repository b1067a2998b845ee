import type { Clock } from '@spotler-connector/clock';
import { untilAborted } from '@spotler-connector/natural-batching';
import type { CallOptions } from '@spotler-connector/reconciler';
import type { ContactInput, CreateResult, SpotlerClient } from '@spotler-connector/spotler-sdk';
import { createTogether } from './batched-creates.ts';

/** The calls of the client that a sync makes. */
export type SyncCalls = Pick<SpotlerClient['contacts'], 'updateOrCreate' | 'createBatch'>;

/** Creates or updates a contact, and says whether it was created. */
export type SyncContact = (contact: ContactInput, options: CallOptions) => Promise<CreateResult>;

/** Share of new contacts, of those written lately, from which creating first saves requests. */
const MIN_NEW_SHARE = 0.05;
/** How much one write weighs in that share. */
const WEIGHT = 0.05;

/**
 * Writes new contacts in batches and existing ones one by one: only an update by itself brings back nobody
 * who was anonymized meanwhile, for Spotler's batches can't update without creating. While most contacts
 * exist already, creating is not tried first.
 */
export function batchSyncs(contacts: SyncCalls, clock: Pick<Clock, 'monotonic'>): SyncContact {
  const create = createTogether(contacts, clock);
  let newShare = 1;

  function count(isNew: boolean): void {
    newShare += WEIGHT * (Number(isNew) - newShare);
  }

  async function alone(contact: ContactInput, options: CallOptions): Promise<CreateResult> {
    const written = await contacts.updateOrCreate(contact, options);
    count(written.created);
    return written;
  }

  return (contact, options) => {
    if (newShare < MIN_NEW_SHARE) return alone(contact, options);
    const { promise, resolve, reject } = Promise.withResolvers<CreateResult>();
    const { signal } = options;
    create({
      contact,
      signal,
      alone: () => alone(contact, options).then(resolve, reject),
      onResult(result) {
        if (result.outcome === 'created') {
          count(true);
          return resolve({ created: true, ambiguous: result.ambiguous });
        }
        // Of a contact by itself Spotler says why it is refused.
        const inDoubt = result.outcome === 'exists' && result.ambiguous;
        const written = alone(contact, options);
        return resolve(written.then((each) => ({ ...each, ambiguous: each.ambiguous || inDoubt })));
      },
      onError: reject,
    });
    return untilAborted(promise, signal);
  };
}
