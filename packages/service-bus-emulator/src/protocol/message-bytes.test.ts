import { describe, expect, it } from '@jest/globals';
import rhea from 'rhea';
import type { StoredMessage } from '../semantics/message.ts';
import { aQueue, NOTHING, tokenOf } from '../testing/a-queue.ts';
import { BATCH_FORMAT, decodeMessage, decodeTransfer } from './decode-message.ts';
import { encodeMessage } from './encode-message.ts';
import { SECTION, sectionsOf } from './raw-amqp.ts';

function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');
}

/**
 * Properties with a uuid as id, application properties with an int, a long, a float and a symbol, and two
 * data sections.
 */
const TAIL = bytes(`
  00 53 73 c0 12 01 98 00112233445566778899aabbccddeeff
  00 53 74 c1 20 08 a10169 5401 a1016c 8100000000000000ff a10166 723f800000 a10173 a30161
  00 53 75 a0 02 0102
  00 53 75 a0 01 03
`);
const HEADER = bytes('00 53 70 c0 09 03 41 5005 70 00001388');

function taken(encoded: Buffer): {
  message: StoredMessage;
  settle: ReturnType<typeof aQueue>['entity']['main'];
} {
  const { entity } = aQueue();
  entity.main.enqueue(decodeMessage(encoded), 0);
  const message = entity.main.take('peekLock', 0);
  if (message === undefined) throw new Error('Nothing to take.');
  return { message, settle: entity.main };
}

function from(encoded: Buffer, code: number): Buffer {
  const start = sectionsOf(encoded).find((section) => section.code >= code)?.start;
  return encoded.subarray(start);
}

describe('the bytes of a message', () => {
  it('are given on exactly from the properties to the end', () => {
    const { message } = taken(Buffer.concat([HEADER, TAIL]));
    expect(from(encodeMessage(message), SECTION.properties)).toEqual(TAIL);
  });

  it('keep header and annotations of the sender, and get those of the broker', () => {
    const { message } = taken(Buffer.concat([HEADER, TAIL]));
    const decoded = rhea.message.decode(encodeMessage(message));
    expect(decoded).toMatchObject({ durable: true, priority: 5, ttl: 5000, delivery_count: 0 });
    expect(decoded['message_annotations']).toMatchObject({
      'x-opt-sequence-number': 1,
      'x-opt-enqueue-sequence-number': 1,
      'x-opt-enqueued-time': new Date(0),
      'x-opt-locked-until': new Date(60_000),
      'x-opt-message-state': 0,
    });
  });

  it('change only in the application properties that a settlement modifies', () => {
    const { message, settle } = taken(TAIL);
    settle.settlements.abandon(tokenOf(message), new Map([['l', 'new']]), 0);
    const encoded = encodeMessage(message);
    expect(from(encoded, SECTION.data)).toEqual(from(TAIL, SECTION.data));
    expect(encoded.includes(bytes('a10169 5401'))).toBe(true);
    expect(encoded.includes(bytes('a10166 723f800000 a10173 a30161'))).toBe(true);
    expect(encoded.includes(bytes('a1016c 8100000000000000ff'))).toBe(false);
    expect(rhea.message.decode(encoded)['application_properties']).toMatchObject({ i: 1, l: 'new' });
  });

  it('get a message id when the sender gave none, and keep the other properties', () => {
    const { message } = taken(bytes('00 53 73 c0 07 04 40 40 40 a1 01 73  00 53 77 41'));
    const decoded = rhea.message.decode(encodeMessage(message));
    expect(decoded).toMatchObject({ message_id: message.messageId, subject: 's', body: true });
    expect(message.messageId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('may have no properties at all', () => {
    const { message } = taken(bytes('00 53 75 a0 01 07'));
    const decoded = rhea.message.decode(encodeMessage(message));
    expect(decoded['message_id']).toBe(message.messageId);
    expect(from(encodeMessage(message), SECTION.data)).toEqual(bytes('00 53 75 a0 01 07'));
  });

  it('say that a message was scheduled, even when it is active', () => {
    const { entity } = aQueue();
    const incoming = decodeMessage(TAIL);
    entity.main.enqueue({ ...incoming, scheduledEnqueueTime: 100 }, 0);
    const message = entity.main.take('peekLock', 100);
    if (message === undefined) throw new Error('Nothing to take.');
    expect(rhea.message.decode(encodeMessage(message))['message_annotations']).toMatchObject({
      'x-opt-message-state': 2,
    });
    entity.main.settlements.defer(tokenOf(message), NOTHING, 100);
    expect(rhea.message.decode(encodeMessage(message))['message_annotations']).toMatchObject({
      'x-opt-message-state': 1,
    });
  });

  it('come apart from a batch into whole messages', () => {
    const envelope = Buffer.concat([
      bytes('00 53 73 45'),
      bytes('00 53 75 a0 06 00 53 75 a0 01 01'),
      bytes('00 53 75 a0 06 00 53 75 a0 01 02'),
    ]);
    const messages = decodeTransfer(envelope, BATCH_FORMAT);
    expect(messages).toHaveLength(2);
    expect(() => decodeTransfer(bytes('00 53 75 a0 03 00 53 75'), BATCH_FORMAT)).toThrow(/middle of a value/);
  });
});
