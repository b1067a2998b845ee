import { describe, expect, it } from '@jest/globals';
import { decodeQueueMessage } from '@spotler-connector/service-bus';
import { aDeadLetter, CANARY, RECORD_ID } from '../../testing/a-dead-letter.ts';
import { messageOfLine } from '../import/message-of-line.ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import { replayedMessage, STAMP } from '../message/replay-stamp.ts';
import { exportLine } from './export-line.ts';

/** Everything that is sent, without functions and without the time of the broker. */
function sentFields(message: object): Record<string, unknown> {
  const {
    enqueuedTimeUtc: _,
    sequenceNumber: __,
    ...fields
  } = JSON.parse(JSON.stringify({ ...message, deadLetterErrorDescription: undefined })) as Record<
    string,
    unknown
  >;
  return fields;
}

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

  it('gives back what a replay of the dead letter would send, but for its id', () => {
    const deadLetter = aDeadLetter({
      sessionId: 'session',
      to: 'there',
      replyTo: 'here',
      replyToSessionId: 'another',
      partitionKey: 'session',
      correlationId: Buffer.alloc(16, 3),
      subject: 'update',
      applicationProperties: {
        time: new Date(5),
        ...{
          bytes: Buffer.from([0, 255]) as unknown as string,
          guid: Buffer.alloc(16, 7) as unknown as string,
        },
      },
      _rawAmqpMessage: { body: undefined, bodyType: 'data' },
    });
    const {
      messageId: _,
      deadLetterReason: __,
      ...replayed
    } = sentFields(replayedMessage(deadLetter, 'run'));
    expect(sentFields(messageOfLine(exportLine(deadLetter, true), 'run') ?? {})).toMatchObject(replayed);
  });

  it.each([['value'], ['sequence']] as const)('keeps a body that is an AMQP %s', (bodyType) => {
    const deadLetter = aDeadLetter({ _rawAmqpMessage: { body: undefined, bodyType } });
    const body = [1, 'two', { three: new Date(5) }];
    expect(messageOfLine(exportLine({ ...deadLetter, body }, true), 'run')).toMatchObject({
      body,
      _rawAmqpMessage: { bodyType },
    });
  });

  it('is made of a body however deep it is, and shows nothing of what is too deep', () => {
    const nested = `${'['.repeat(3_500)}"${CANARY}"${']'.repeat(3_500)}`;
    const body = Buffer.from(`{"MessageName":"Update","deep":${nested}}`);
    expect(exportLine(aDeadLetter({ body }), false)).not.toContain('canary');
    expect(exportLine(aDeadLetter({ body }), true)).toContain('"body"');
  });

  it('is small when it is masked', () => {
    const attributes = Array.from({ length: 400 }, (_, index) => ({ key: `column${index}`, value: CANARY }));
    const target = { LogicalName: 'contact', Id: RECORD_ID, Attributes: attributes };
    const body = {
      MessageName: 'Update',
      PrimaryEntityName: 'contact',
      PrimaryEntityId: RECORD_ID,
      InputParameters: [{ key: 'Target', value: target }],
    };
    expect(exportLine(aDeadLetter({ body }), false).length).toBeLessThan(600);
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
