import {
  type Brake,
  createBrake,
  type HeldContacts,
  openHeldContacts,
  type Permit,
} from '@spotler-connector/brake';
import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import type { ErasureBrake, HeldErasure } from '@spotler-connector/reconciler';
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
  /** Called for each contact that was opted out in place of being erased. */
  readonly onHeld?: ((held: HeldErasure) => void) | undefined;
}

/** Puts the brake, the notes and Spotler together; `undefined` when there is no limit. */
export function erasureBrake(options: ErasureBrakeOptions): ErasureBrake | undefined {
  const { limit, store, clock, signal: stopping, onHeld } = options;
  if (limit === 0) return undefined;
  const brake = withPortErrors<Pick<Brake, 'ask' | 'look'>>(
    createBrake({ limit, store, clock, signal: stopping }),
  );
  const contacts = withPortErrors(options.contacts);
  const notes = store && withPortErrors<Pick<HeldContacts, 'note' | 'decide'>>(openHeldContacts(store));
  const permits = createReservedPermits(clock);

  return {
    ask: (externalId) => permits.take(externalId, (): Promise<Permit | 'held'> => brake.ask()),
    look: () => brake.look(),
    async hold(held, { signal } = {}) {
      const { ref, externalId, decision } = held;
      const contact = await contacts.get(externalId, { signal });
      if (contact === null) return 'unknown-contact';
      const permissions = enabledPermissions(contact);
      const note = { ...ref, externalId, rule: decision.rule, permissions, since: clock.now() };
      await notes?.note(note, signal);
      const { outcome } = await contacts.optOut(externalId, { signal });
      if (outcome === 'unknown-contact') await notes?.decide(note, { state: 'erased' }, signal);
      else onHeld?.(held);
      return outcome;
    },
  };
}
