import { describe, expect, it } from '@jest/globals';
import { aDeadLetter } from '../../testing/a-dead-letter.ts';
import { replayedMessage, replaysOf, runOf, STAMP } from './replay-stamp.ts';

describe('replayedMessage', () => {
  it('keeps body, type and properties, strips the marks of a dead letter, and says where it comes from', () => {
    const deadLetter = aDeadLetter({
      number: 7,
      subject: 'update',
      applicationProperties: {
        DeadLetterReason: 'a',
        DeadLetterErrorDescription: 'b',
        organization: 'contoso',
      },
    });
    expect(replayedMessage(deadLetter, 'run')).toMatchObject({
      body: deadLetter.body,
      contentType: 'application/json',
      subject: 'update',
      messageId: 'message-7:replay-1-7',
      applicationProperties: {
        organization: 'contoso',
        [STAMP.count]: 1,
        [STAMP.run]: 'run',
        [STAMP.messageId]: 'message-7',
        [STAMP.enqueuedAt]: '2026-01-31T12:00:00.000Z',
        [STAMP.reason]: 'SpotlerRejected',
      },
    });
    const properties = replayedMessage(deadLetter, 'run').applicationProperties;
    expect(properties).not.toHaveProperty('DeadLetterReason');
    expect(properties).not.toHaveProperty('DeadLetterErrorDescription');
  });

  it('lets the time to live begin anew, so that a dead letter that had expired does not at once again', () => {
    const message = replayedMessage(
      aDeadLetter({ timeToLive: 1, scheduledEnqueueTimeUtc: new Date(0) }),
      'run',
    );
    expect(message).not.toHaveProperty('timeToLive');
    expect(message).not.toHaveProperty('scheduledEnqueueTimeUtc');
  });

  it('counts on, and keeps what was first', () => {
    const first = replayedMessage(aDeadLetter({ number: 1 }), 'one');
    const again = aDeadLetter({
      number: 9,
      messageId: first.messageId ?? '',
      deadLetterReason: 'NotErased',
      enqueuedTimeUtc: new Date('2026-02-01T00:00:00Z'),
      applicationProperties: first.applicationProperties ?? {},
    });
    const second = replayedMessage(again, 'two');
    expect(second.messageId).toBe('message-1:replay-2-9');
    expect(second.applicationProperties).toMatchObject({
      [STAMP.count]: 2,
      [STAMP.run]: 'two',
      [STAMP.messageId]: 'message-1',
      [STAMP.enqueuedAt]: '2026-01-31T12:00:00.000Z',
      [STAMP.reason]: 'SpotlerRejected',
    });
  });

  it('derives one id for one replay and another for each other', () => {
    const idOf = (number: number) =>
      replayedMessage(aDeadLetter({ number, messageId: 'same' }), 'run').messageId;
    expect(idOf(1)).toBe(idOf(1));
    expect(idOf(1)).not.toBe(idOf(2));
  });

  it.each([
    ['x'.repeat(128), /^[0-9a-f]{64}:replay-1-1$/],
    [Buffer.from([1, 2, 255]), /^0102ff:replay-1-1$/],
    [4711, /^4711:replay-1-1$/],
  ])('makes an id that Service Bus takes out of %s', (messageId, form) => {
    expect(replayedMessage(aDeadLetter({ messageId }), 'run').messageId).toMatch(form);
  });
});

describe('a stamp', () => {
  it.each([[undefined], [{}], [{ [STAMP.count]: 'many', [STAMP.run]: 1 }], [{ [STAMP.count]: -1 }]])(
    'that is %j counts for nothing',
    (applicationProperties) => {
      const deadLetter = aDeadLetter(applicationProperties === undefined ? {} : { applicationProperties });
      expect(replaysOf(deadLetter)).toBe(0);
      expect(runOf(deadLetter)).toBeUndefined();
    },
  );
});
