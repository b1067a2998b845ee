import {
  type Brake,
  createBrake,
  type ErasedNotes,
  type HeldContacts,
  openErasedNotes,
  openHeldContacts,
  type Permit,
} from '@spotler-connector/brake';
import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import type { ErasureBrake } from '@spotler-connector/reconciler';
import { enabledPermissions, type SingleContacts } from '@spotler-connector/spotler-sdk';
import { withPortErrors } from './port-errors.ts';
import { createReservedPermits } from './reserved-permits.ts';

/** Options of the brake as the reconciler's port. */
export interface ErasureBrakeOptions {
  /** How many contacts may be erased within an hour; 0 for any number. */
  readonly limit: number;
  /**
   * Where permits are counted, and permissions of held contacts noted. Without it the limit holds for this
   * process alone, and permissions are taken away and not noted.
   */
  readonly store: ObjectStore | undefined;
  /** Spotler's contacts. */
  readonly contacts: Pick<SingleContacts, 'get' | 'optOut'>;
  /** The time of day. */
  readonly clock: Pick<Clock, 'now'>;
  /** Ends waiting for the store. */
  readonly signal?: AbortSignal | undefined;
}

/** Puts the brake, the notes and Spotler together; `undefined` when there is no limit. */
export function erasureBrake(options: ErasureBrakeOptions): ErasureBrake | undefined {
  const { limit, store, clock, signal: stopping } = options;
  if (limit === 0) return undefined;
  const brake = withPortErrors<Pick<Brake, 'ask' | 'look'>>(
    createBrake({ limit, store, clock, signal: stopping }),
  );
  const contacts = withPortErrors(options.contacts);
  const notes = store && withPortErrors<Pick<HeldContacts, 'keep' | 'decide'>>(openHeldContacts(store));
  const erased = store && withPortErrors<ErasedNotes>(openErasedNotes(store));
  const permits = createReservedPermits(clock);

  return {
    async ask(due) {
      const { ref, externalId } = due;
      const permit = await permits.take(externalId, (): Promise<Permit | 'held'> => brake.ask());
      if (permit === 'held') return permit;
      return {
        giveBack: permit.giveBack,
        async spend() {
          permit.spend();
          // It is erased, whatever the note says: `brake reject` finds it gone.
          await erased?.add({ ...ref, externalId }).catch(() => {});
        },
      };
    },
    look: () => brake.look(),
    async hold(due, { signal } = {}) {
      const { ref, externalId, decision } = due;
      const contact = await contacts.get(externalId, { signal });
      if (contact !== null) {
        const permissions = enabledPermissions(contact);
        const heldContact = { ...ref, externalId, rule: decision.rule, permissions, since: clock.now() };
        await notes?.keep(heldContact, signal);
        const { outcome } = await contacts.optOut(externalId, { signal });
        if (outcome === 'opted-out') return outcome;
      }
      await notes?.decide({ ...ref, externalId }, { state: 'erased' }, signal);
      return 'unknown-contact';
    },
  };
}
