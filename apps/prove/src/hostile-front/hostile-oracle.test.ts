import { describe, expect, it } from '@jest/globals';
import { startServices } from '@spotler-connector/local-services';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { falseClaim, trueStates, wrongLosses } from './hostile-oracle.ts';

type Effect = Extract<ReconcileOutcome, { kind: 'reconciled' }>['effect'];

function aClaim(kind: Effect['kind']): ReconcileOutcome {
  const decision = { action: 'anonymize', rule: 'deleted', causes: [], policyVersion: '1' } as const;
  return { kind: 'reconciled', decision, effect: { kind, status: 410 } as Effect, attempts: 1 };
}

describe('a claim', () => {
  it.each([
    ['anonymized', 'opted out'],
    ['already-anonymized', 'opted in'],
    ['unknown-contact', 'opted in'],
    ['opted-out', 'opted in'],
    ['synced-opted-out', 'opted in'],
  ] as const)('of %s is false when the contact is %s', (kind, state) => {
    expect(falseClaim(aClaim(kind), state)).toContain(state);
  });

  it.each([
    ['anonymized', 'gone'],
    ['opted-out', 'opted out'],
    ['synced', 'opted in'],
  ] as const)('of %s is true when the contact is %s', (kind, state) => {
    expect(falseClaim(aClaim(kind), state)).toBeUndefined();
  });

  it('that was not made is never false', () => {
    const failure = { side: 'target', kind: 'protocol' } as const;
    expect(falseClaim({ kind: 'failed', failure, attempts: 1 }, 'opted in')).toBeUndefined();
  });
});

describe('what was lost', () => {
  it('is wrong unless the policy wants it so', async () => {
    const services = await startServices({ registered: false });
    try {
      const { dataverse, spotler } = services;
      const id = await dataverse.create('contact', { emailaddress1: 'a@example.org' });
      const refs = [{ table: 'contact', id }] as const;
      const optIn = () => {
        spotler.seed([{ externalId: id, properties: { permissions: [{ bit: 1, enabled: true }] } }]);
        return trueStates(services, refs);
      };
      const before = optIn();
      spotler.reset();
      const erased = trueStates(services, refs);
      spotler.seed([{ externalId: id, properties: { permissions: [{ bit: 1, enabled: false }] } }]);
      const optedOut = trueStates(services, refs);
      const wrong = () => [
        ...wrongLosses(services, refs, before, erased),
        ...wrongLosses(services, refs, before, optedOut),
      ];
      expect(wrong()).toEqual(['erased although sync', 'opted out although sync']);
      await dataverse.update('contact', id, { donotbulkemail: true });
      expect(wrong()).toEqual(['erased although sync-opted-out']);
      await dataverse.delete('contact', id);
      expect(wrong()).toEqual([]);
    } finally {
      await services.close();
    }
  });
});
