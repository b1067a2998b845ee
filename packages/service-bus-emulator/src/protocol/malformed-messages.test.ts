import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import rhea from 'rhea';
import { Refusal } from '../semantics/refusal.ts';
import { BATCH_FORMAT, decodeTransfer } from './decode-message.ts';

function refusedOrRead(bytes: Buffer, format: number): 'read' | 'refused' {
  try {
    decodeTransfer(bytes, format);
    return 'read';
  } catch (error) {
    if (error instanceof Refusal && error.condition === 'amqp:decode-error') return 'refused';
    throw error;
  }
}

const aMessage = rhea.message.encode({
  message_id: 'm',
  group_id: 'session',
  ttl: 1000,
  message_annotations: { 'x-opt-partition-key': 'p' },
  application_properties: { text: 'a', number: 1 },
  body: { a: [1, 2] },
});

const format = fc.constantFrom(0, BATCH_FORMAT);

describe('messages that are none', () => {
  it('are read or refused, and never anything else, whatever the bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each));
    fc.assert(
      fc.property(bytes, format, (each, as) => ['read', 'refused'].includes(refusedOrRead(each, as))),
    );
  });

  it('are read or refused when a good message is torn or has a wrong byte', () => {
    const position = fc.nat({ max: aMessage.length - 1 });
    fc.assert(
      fc.property(position, fc.nat({ max: 255 }), format, (at, byte, as) => {
        const wrong = Buffer.from(aMessage);
        wrong[at] = byte;
        refusedOrRead(wrong, as);
        expect(refusedOrRead(aMessage.subarray(0, at), 0)).toMatch(/read|refused/);
      }),
      { numRuns: 500 },
    );
  });

  it('are told from good ones', () => {
    expect(refusedOrRead(aMessage, 0)).toBe('read');
    expect(refusedOrRead(aMessage.subarray(0, -1), 0)).toBe('refused');
  });
});
