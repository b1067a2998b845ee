import { type Clock, systemClock } from '@spotler-connector/clock';
import type { ContactTarget } from '@spotler-connector/reconciler';
import type { SpotlerClient } from '@spotler-connector/spotler-sdk';
import { batchSyncs } from './batched-syncs.ts';
import { withPortErrors } from './port-errors.ts';

/** Spotler as the reconciler's target. Contacts that are new are created together. */
export function spotlerTarget(
  client: Pick<SpotlerClient, 'contacts'>,
  clock: Pick<Clock, 'monotonic'> = systemClock,
): ContactTarget {
  const contacts = withPortErrors(client.contacts);
  const { sync } = withPortErrors({ sync: batchSyncs(client.contacts, clock) });
  return {
    anonymize: (externalId, options) => contacts.anonymize(externalId, options),
    readBack: (externalId, options) => contacts.verify(externalId, options),
    sync(externalId, properties, { optOut, ...options }) {
      const contact = { externalId, properties };
      return optOut ? contacts.upsertOptedOut(contact, options) : sync(contact, options);
    },
    optOut: (externalId, options) => contacts.optOut(externalId, options),
  };
}

/**
 * A target that looks and never writes. An anonymization answers what the real one would: whether Spotler has
 * the contact now.
 */
export function dryRunTarget(target: Pick<ContactTarget, 'readBack'>): ContactTarget {
  return {
    async anonymize(externalId, options) {
      const present = (await target.readBack(externalId, options)) === 'present';
      return present
        ? { outcome: 'anonymized', status: 410 }
        : { outcome: 'already-anonymized', status: 404 };
    },
    readBack: async () => 'gone',
    sync: async () => ({ created: false }),
    async optOut(externalId, options) {
      const present = (await target.readBack(externalId, options)) === 'present';
      return { outcome: present ? 'opted-out' : 'unknown-contact' };
    },
  };
}
