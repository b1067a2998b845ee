import { describe, expect, it } from '@jest/globals';
import { decodeQueueMessage } from '@spotler-connector/service-bus';
import { aDeadLetter, CANARY, RECORD_ID } from '../../testing/a-dead-letter.ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import { STAMP } from '../message/replay-stamp.ts';
import { exportLine, messageOfLine } from './export-line.ts';

describe('a line of an export', () => {
  it('still says what happened to which record when it is masked, and nothing personal', () => {
    const line = exportLine(
      aDeadLetter({ messageId: CANARY, applicationProperties: { user: CANARY } }),
      false,
    );
    expect(line).not.toContain('canary');
    const message = messageOfLine(line, 'run');
    const imported = aDeadLetter({ body: message?.body });
    expect(decodeQueueMessage(imported)).toEqual(decodeQueueMessage(aDeadLetter()));
    expect(deadLetterOf(imported).records).toEqual([{ table: 'contact', id: RECORD_ID }]);
  });

  it('gives back body and properties to the dead letter when it is whole', () => {
    const deadLetter = aDeadLetter({
      body: Buffer.from([0, 255, 10]),
      subject: 'update',
      correlationId: 'abc',
      applicationProperties: { user: CANARY, number: 4, DeadLetterReason: 'a' },
    });
    expect(messageOfLine(exportLine(deadLetter, true), 'run')).toMatchObject({
      body: deadLetter.body,
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
    const idOf = (number: number) =>
      messageOfLine(exportLine(aDeadLetter({ number }), true), 'run')?.messageId;
    expect(idOf(1)).toBe(idOf(1));
    expect(idOf(1)).not.toBe(idOf(2));
  });

  it('counts on with the replays of the dead letter', () => {
    const line = exportLine(aDeadLetter({ applicationProperties: { [STAMP.count]: 2 } }), false);
    expect(messageOfLine(line, 'run')?.applicationProperties).toMatchObject({ [STAMP.count]: 3 });
  });

  it.each([
    ['', 'an empty line'],
    ['{"letter"', 'a line that was cut off'],
    ['{"letter": 1}', 'a line of something else'],
    [
      exportLine(aDeadLetter({ body: Buffer.from(CANARY) }), false),
      'a masked dead letter whose body is no JSON',
    ],
  ])('is nothing to send when it is %s', (line) => {
    expect(messageOfLine(line, 'run')).toBeUndefined();
  });
});
