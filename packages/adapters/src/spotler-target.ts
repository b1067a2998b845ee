import type { ContactTarget } from '@spotler-connector/reconciler';
import type { SpotlerClient } from '@spotler-connector/spotler-sdk';
import { withPortErrors } from './port-errors.ts';

/** Spotler as the reconciler's target. */
export function spotlerTarget(client: Pick<SpotlerClient, 'contacts'>): ContactTarget {
  const contacts = withPortErrors(client.contacts);
  return {
    anonymize: (externalId, options) => contacts.anonymize(externalId, options),
    readBack: (externalId, options) => contacts.verify(externalId, options),
    sync(externalId, properties, { optOut, ...options }) {
      const contact = { externalId, properties };
      return optOut ? contacts.upsertOptedOut(contact, options) : contacts.updateOrCreate(contact, options);
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
