import { describe, expect, it } from '@jest/globals';
import { measureMessage } from './measure-message.ts';
import type { SettledMessage } from './settled-message.ts';

type Settled = Omit<SettledMessage, 'message'>;

function aSettledMessage(overrides: Partial<Settled> = {}): Settled {
  return {
    decoded: { kind: 'foreign', table: null, messageName: 'Update' },
    outcome: { kind: 'ignored', table: null, messageName: 'Update' },
    settlement: { kind: 'complete' },
    settled: 'settled',
    queueDelayMs: 30,
    durationMs: 4,
    ...overrides,
  };
}

describe('what is measured of a message', () => {
  it('is how it was settled, what came of it and how long it took', () => {
    expect(measureMessage(aSettledMessage())).toEqual({
      settlement: 'complete',
      outcome: 'ignored',
      table: undefined,
      queueDelayMs: 30,
      durationMs: 4,
    });
  });

  it('is the dead-letter reason without its description', () => {
    const settlement = { kind: 'dead-letter', reason: 'NotErased', description: 'It is there' } as const;
    const measured = measureMessage(aSettledMessage({ settlement }));
    expect(measured).toMatchObject({ settlement: 'dead-letter', reason: 'NotErased' });
    expect(JSON.stringify(measured)).not.toContain('It is there');
  });

  it.each(['lock-lost', 'none'] as const)('is %s when nothing was settled', (settled) => {
    expect(measureMessage(aSettledMessage({ settled })).settlement).toBe(settled);
  });

  it('is the table of a message, ours or not', () => {
    const records = [{ table: 'lead', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const];
    const origin = {
      messageName: 'Update',
      operationId: null,
      correlationId: null,
      organizationId: null,
      initiatingUserId: null,
    };
    const change = { kind: 'change', records, stripped: false, externalIds: {}, ...origin } as const;
    const foreign = { kind: 'foreign', table: 'task', messageName: 'Update' } as const;
    expect(measureMessage(aSettledMessage({ decoded: change })).table).toBe('lead');
    expect(measureMessage(aSettledMessage({ decoded: foreign })).table).toBe('task');
  });
});
