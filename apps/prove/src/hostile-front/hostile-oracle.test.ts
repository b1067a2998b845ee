import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { type Services, startServices } from '@spotler-connector/local-services';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { type ContactTruth, createContactTruth } from './contact-truth.ts';
import { disagreeingContacts, falseClaim, wrongLosses } from './hostile-oracle.ts';

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

describe('the fate of a contact', () => {
  let services: Services;
  let refs: RecordRef[];
  let truth: ContactTruth;
  beforeEach(async () => {
    services = await startServices({ registered: false });
    refs = [];
    truth = createContactTruth(services, refs, 'new_spotlerid');
    truth.addContact('S');
  });
  afterEach(() => services.close());

  async function aHolder(table: RecordRef['table'], columns: Record<string, unknown> = {}) {
    const address = { emailaddress1: 'a@example.org', new_spotlerid: 'S' };
    const ref = { table, id: await services.dataverse.create(table, { ...address, ...columns }) };
    refs.push(ref);
    return ref;
  }

  function seed(...permissions: boolean[]): void {
    const entries = permissions.map((enabled, index) => ({ bit: index + 1, enabled }));
    services.spotler.seed([{ externalId: 'S', properties: { permissions: entries } }]);
  }

  it('is that of the strictest of its records', async () => {
    const contact = await aHolder('contact');
    expect(truth.wanted('S')).toBe('sync');
    await aHolder('lead', { donotbulkemail: true });
    expect(truth.wanted('S')).toBe('sync-opted-out');
    await services.dataverse.update('contact', contact.id, { emailaddress1: null });
    expect(truth.wanted('S')).toBe('anonymize');
    for (const { table, id } of refs) await services.dataverse.delete(table, id);
    expect(truth.wanted('S')).toBe('forget');
    truth.addForeign('S');
    expect(truth.wanted('S')).toBe('keep');
  });

  it('is wrong when something is lost that ought to be kept', async () => {
    const { id } = await aHolder('contact');
    seed(true);
    const before = truth.states();
    seed(false);
    expect(wrongLosses(truth, before)).toEqual(['opted out although sync']);
    services.spotler.reset();
    expect(wrongLosses(truth, before)).toEqual(['erased although sync']);
    await services.dataverse.update('contact', id, { donotbulkemail: true });
    expect(wrongLosses(truth, before)).toEqual(['erased although sync-opted-out']);
    await services.dataverse.delete('contact', id);
    expect(wrongLosses(truth, before)).toEqual([]);
    truth.addForeign('S');
    expect(wrongLosses(truth, before)).toEqual(['erased although keep']);
  });

  it('is found to be wrong in the end', async () => {
    expect(disagreeingContacts(truth)).toEqual([]);
    seed(true);
    expect(disagreeingContacts(truth)).toEqual(['opted in in the end although forget']);
    const { id } = await aHolder('contact', { donotbulkemail: true });
    expect(disagreeingContacts(truth)).toEqual(['opted in in the end although sync-opted-out']);
    await services.dataverse.update('contact', id, { donotbulkemail: false });
    expect(disagreeingContacts(truth)).toEqual([]);
    services.spotler.reset();
    expect(disagreeingContacts(truth)).toEqual(['gone in the end although sync']);
  });
});
