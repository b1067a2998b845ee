import { describe, expect, it } from '@jest/globals';
import { amqpTypes, type Typed } from '../amqp/rhea-types.ts';
import { Refusal } from '../semantics/refusal.ts';
import { decodeValue } from './amqp-value.ts';
import { accepted, errorOf, outcomeOf, rejected } from './settlement.ts';

function state(code: number, fields: readonly unknown[]): Typed {
  return amqpTypes.described(amqpTypes.wrap_ulong(code), amqpTypes.wrap_list(fields));
}

function error(info: object): Typed {
  return state(0x1d, [amqpTypes.wrap_symbol('com.microsoft:dead-letter'), null, amqpTypes.wrap(info)]);
}

function values(modified: ReadonlyMap<string, string | Uint8Array>): Record<string, unknown> {
  return Object.fromEntries([...modified].map(([name, value]) => [name, decodeValue(Buffer.from(value))]));
}

describe('what a receiver decides', () => {
  it('is to complete, or to give back', () => {
    expect(outcomeOf(accepted().described())).toEqual({ kind: 'complete' });
    expect(outcomeOf(state(0x26, []))).toEqual({ kind: 'release' });
  });

  it.each([
    [false, 'abandon'],
    [true, 'defer'],
    [null, 'abandon'],
  ])('is, when undeliverable here is %s, to %s, with properties to modify', (isUndeliverable, kind) => {
    const outcome = outcomeOf(state(0x27, [null, isUndeliverable, amqpTypes.wrap_symbolic_map({ n: 1 })]));
    expect(outcome?.kind).toBe(kind);
    if (outcome?.kind === 'abandon' || outcome?.kind === 'defer')
      expect(values(outcome.modified)).toEqual({ n: 1 });
  });

  it('is to dead-letter with reason, description and the other properties', () => {
    const info = { DeadLetterReason: 'why', DeadLetterErrorDescription: 'because', custom: true };
    const outcome = outcomeOf(state(0x25, [error(info)]));
    if (outcome?.kind !== 'deadLetter') throw new Error('Not a dead letter.');
    expect(outcome).toMatchObject({ reason: 'why', description: 'because' });
    expect(values(outcome.modified)).toEqual({ custom: true });
  });

  it('is to dead-letter without a reason when the error says nothing', () => {
    expect(outcomeOf(state(0x25, []))).toEqual({
      kind: 'deadLetter',
      reason: undefined,
      description: undefined,
      modified: new Map(),
    });
  });

  it('keeps the types of properties', () => {
    const outcome = outcomeOf(
      state(0x27, [null, false, amqpTypes.wrap_symbolic_map({ long: amqpTypes.wrap_long(7) })]),
    );
    if (outcome?.kind !== 'abandon') throw new Error('Not abandoned.');
    expect(Buffer.from(outcome.modified.get('long') ?? '').toString('hex')).toBe('5507');
  });

  const RECEIVED = state(0x23, [amqpTypes.wrap_uint(1), amqpTypes.wrap_ulong(2)]);

  it.each([undefined, null, 'text', RECEIVED])('is nothing final when the state is %p', (each) => {
    expect(outcomeOf(each)).toBeUndefined();
  });
});

describe('what a receiver is answered', () => {
  it('is the refusal, in its own words', () => {
    expect(errorOf(new Refusal('amqp:not-allowed', 'No.'))).toEqual({
      condition: 'amqp:not-allowed',
      description: 'No.',
    });
  });

  it('says nothing of a fault of ours', () => {
    expect(errorOf(new Error('jane@example.org')).description).not.toContain('jane');
    expect(errorOf('text').condition).toBe('amqp:internal-error');
  });

  it('is an error that AMQP can carry', () => {
    expect(rejected({ condition: 'amqp:not-allowed', description: 'No.' }).described()).toMatchObject({
      descriptor: { value: 0x25 },
    });
  });
});
