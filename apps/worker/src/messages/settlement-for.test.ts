import { describe, expect, it } from '@jest/globals';
import { failureOf, isOwnDescription, type System } from '@spotler-connector/adapters';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { MessageOutcome } from './message-outcome.ts';
import { settlementFor } from './settlement-for.ts';

const decision = { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion: '1' } as const;
const reconciled: ReconcileOutcome = {
  kind: 'reconciled',
  decision,
  effect: { kind: 'anonymized', status: 410 },
  attempts: 1,
};

function failed(system: System, failure: Parameters<typeof failureOf>[1]): ReconcileOutcome {
  return { kind: 'failed', failure: failureOf(system, failure), attempts: 1 };
}

function aMessageOf(...outcomes: ReconcileOutcome[]): MessageOutcome {
  const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
  return {
    kind: 'reconciled',
    messageName: 'Update',
    records: outcomes.map((outcome) => ({ ref, outcome })),
  };
}

describe('the settlement', () => {
  it.each<[string, MessageOutcome, string]>([
    ['a reconciled record', aMessageOf(reconciled), 'complete'],
    ['a foreign message', { kind: 'ignored', table: 'incident', messageName: 'Update' }, 'complete'],
    ['a malformed message', { kind: 'malformed', description: 'no id' }, 'dead-letter MalformedMessage'],
    [
      'data that Spotler refuses',
      aMessageOf(failed('spotler', { kind: 'rejected' })),
      'dead-letter SpotlerRejected',
    ],
    [
      'an erasure that left data',
      aMessageOf({ kind: 'not-erased', decision, attempts: 5 }),
      'dead-letter NotErased',
    ],
    ['a record that never stood still', aMessageOf({ kind: 'unsettled', decision, attempts: 5 }), 'abandon'],
    [
      'refused credentials',
      aMessageOf(failed('spotler', { kind: 'authentication', status: 401 })),
      'abandon',
    ],
    [
      'Dataverse refusing rights',
      aMessageOf(failed('dataverse', { kind: 'authentication', status: 403 })),
      'abandon',
    ],
    [
      'a request that Dataverse refuses',
      aMessageOf(failed('dataverse', { kind: 'rejected', status: 400 })),
      'dead-letter DataverseRejected',
    ],
    [
      'a wrong address of Spotler',
      aMessageOf(failed('spotler', { kind: 'protocol', status: 404 })),
      'abandon',
    ],
    ['a busy Spotler', aMessageOf(failed('spotler', { kind: 'unavailable', status: 429 })), 'abandon'],
    ['an erasure while the state is away', aMessageOf(failed('state', { kind: 'unavailable' })), 'postpone'],
    ['a state that can not be read', aMessageOf(failed('state', { kind: 'protocol' })), 'postpone'],
    [
      'a second look that could not be put into the queue',
      aMessageOf(failed('state', { kind: 'unavailable', code: 'SecondLookNotArranged' })),
      'abandon',
    ],
    ['a worker that stops', { kind: 'interrupted' }, 'abandon'],
    ['a bug', { kind: 'unexpected', error: new TypeError(), jobId: undefined, records: [] }, 'abandon'],
  ])('of %s', (_title, outcome, expected) => {
    const settlement = settlementFor(outcome);
    const text = settlement.kind === 'dead-letter' ? `dead-letter ${settlement.reason}` : settlement.kind;
    expect(text).toBe(expected);
  });

  it('names the property that Spotler refused', () => {
    const refused = failed('spotler', {
      kind: 'rejected',
      code: 'INVALID_PROPERTY',
      property: 'postalCode',
    });
    expect(settlementFor(aMessageOf(refused))).toMatchObject({
      description: expect.stringContaining('INVALID_PROPERTY, property postalCode'),
    });
  });

  it('tries a message again while one of its records may still succeed', () => {
    const refused = failed('spotler', { kind: 'rejected' });
    const busy = failed('spotler', { kind: 'unavailable' });
    expect(settlementFor(aMessageOf(refused, busy)).kind).toBe('abandon');
    expect(settlementFor(aMessageOf(reconciled, refused)).kind).toBe('dead-letter');
    const away = failed('state', { kind: 'unavailable' });
    expect(settlementFor(aMessageOf(refused, away)).kind).toBe('postpone');
    expect(settlementFor(aMessageOf(busy, away)).kind).toBe('abandon');
  });
});

describe('the description of a dead letter', () => {
  it.each<MessageOutcome>([
    { kind: 'foreign-organization' },
    aMessageOf({ kind: 'not-erased', decision, attempts: 5 }),
    ...(['organization', 'state', 'columns', 'holder', 'permit'] as const).map((precondition) =>
      aMessageOf({ kind: 'blocked', precondition, decision, attempts: 1 }),
    ),
    aMessageOf(failed('spotler', { kind: 'rejected', code: 'INVALID_PROPERTY', property: 'profileField7' })),
    aMessageOf(failed('dataverse', { kind: 'rejected', code: '0x80048306' })),
    aMessageOf(failed('dataverse', { kind: 'rejected', code: 'ExternalIdUnknown' })),
    {
      kind: 'job',
      messageName: 'Create',
      jobId: '1',
      outcome: { kind: 'failed', failure: failureOf('dataverse', { kind: 'rejected', code: '0x80040220' }) },
    },
  ])('is one that the command line knows for ours: %j', (outcome) => {
    const settlement = settlementFor(outcome);
    expect(settlement).toMatchObject({ kind: 'dead-letter' });
    expect('description' in settlement && isOwnDescription(settlement.description)).toBe(true);
  });
});
