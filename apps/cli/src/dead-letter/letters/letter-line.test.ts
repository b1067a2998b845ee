import { describe, expect, it } from '@jest/globals';
import { decodeQueueMessage } from '@spotler-connector/service-bus';
import { aLetter, CANARY, RECORD_ID } from '../../testing/a-letter.ts';
import { deadLetterOf } from './dead-letter.ts';
import { letterLine, messageOfLine } from './letter-line.ts';
import { STAMP } from './replay-stamp.ts';

describe('a line of an export', () => {
  it('still says what happened to which record when it is masked, and nothing personal', () => {
    const line = letterLine(aLetter({ messageId: CANARY, applicationProperties: { user: CANARY } }), false);
    expect(line).not.toContain('canary');
    const message = messageOfLine(line, 'run');
    const imported = aLetter({ body: message?.body });
    expect(decodeQueueMessage(imported)).toEqual(decodeQueueMessage(aLetter()));
    expect(deadLetterOf(imported).records).toEqual([{ table: 'contact', id: RECORD_ID }]);
  });

  it('gives back body and properties to the letter when it is whole', () => {
    const letter = aLetter({
      body: Buffer.from([0, 255, 10]),
      subject: 'update',
      correlationId: 'abc',
      applicationProperties: { user: CANARY, number: 4, DeadLetterReason: 'a' },
    });
    expect(messageOfLine(letterLine(letter, true), 'run')).toMatchObject({
      body: letter.body,
      contentType: 'application/json',
      subject: 'update',
      correlationId: 'abc',
      applicationProperties: {
        user: CANARY,
        number: 4,
        [STAMP.count]: 1,
        [STAMP.messageId]: 'message-1',
        [STAMP.reason]: 'SpotlerRejected',
        [STAMP.enqueuedAt]: '2026-01-31T12:00:00.000Z',
      },
    });
  });

  it('always gives the same message id, and each line another', () => {
    const idOf = (number: number) => messageOfLine(letterLine(aLetter({ number }), true), 'run')?.messageId;
    expect(idOf(1)).toBe(idOf(1));
    expect(idOf(1)).not.toBe(idOf(2));
  });

  it('counts on with the replays of the letter', () => {
    const line = letterLine(aLetter({ applicationProperties: { [STAMP.count]: 2 } }), false);
    expect(messageOfLine(line, 'run')?.applicationProperties).toMatchObject({ [STAMP.count]: 3 });
  });

  it.each([
    ['', 'an empty line'],
    ['{"letter"', 'a line that was cut off'],
    ['{"letter": 1}', 'a line of something else'],
    [letterLine(aLetter({ body: Buffer.from(CANARY) }), false), 'a masked letter whose body is no JSON'],
  ])('is nothing to send when it is %s', (line) => {
    expect(messageOfLine(line, 'run')).toBeUndefined();
  });
});
