import type { ErasureFact, Initiator } from '../facts.ts';

/** An id that differs by number. */
export function anId(number: number): string {
  return `0c6f2f1e-6d1c-4c8b-9a55-${number.toString(16).padStart(12, '0')}`;
}

/** Somebody's change, a second after the manual clock's beginning. */
export const anInitiator: Initiator = {
  event: 'Delete',
  userId: anId(0xa11ce),
  operationId: anId(0x0b),
  changedAt: 1_000,
};

/** An erasure of the contact of record `number`. */
export function anErasure(number: number, changes: Partial<ErasureFact> = {}): ErasureFact {
  return {
    kind: 'erasure',
    record: { table: 'contact', id: anId(number) },
    externalId: anId(number),
    decision: { rule: 'deleted', causes: ['deleted'], policyVersion: '2' },
    settings: 'abc123',
    initiators: [anInitiator],
    result: 'anonymized',
    dataverse: 'deleted',
    spotler: { kind: 'anonymized', status: 410 },
    readBack: 'gone',
    ...changes,
  };
}
