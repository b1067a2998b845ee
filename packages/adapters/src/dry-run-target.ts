import type { ContactTarget } from '@spotler-connector/reconciler';

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
    sync: async () => {},
    async optOut(externalId, options) {
      return (await target.readBack(externalId, options)) === 'present' ? 'opted-out' : 'unknown-contact';
    },
  };
}
