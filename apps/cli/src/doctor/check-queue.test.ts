import { ServiceBusError, type ServiceBusErrorCode } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { aDeadLetter } from '../testing/a-dead-letter.ts';
import { aDeadLetterQueue } from '../testing/a-dead-letter-queue.ts';
import { checkQueue } from './check-queue.ts';

function refusal(code: ServiceBusErrorCode) {
  return () => Promise.reject(new ServiceBusError('canary', code));
}

describe('checkQueue', () => {
  it('is content with a queue that can be read and written and has no dead letters', async () => {
    expect((await checkQueue(aDeadLetterQueue([]))).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
  });

  it.each<[ServiceBusErrorCode, string]>([
    ['MessagingEntityNotFound', 'correct SERVICE_BUS_QUEUE'],
    ['UnauthorizedAccess', 'the right Listen'],
    ['MessagingEntityDisabled', 'Set its status to Active'],
    ['ServiceCommunicationProblem', 'let port 5671 out'],
  ])('says what to do about %s', async (code, remedy) => {
    const findings = await checkQueue({
      ...aDeadLetterQueue([]),
      activeMessages: { peekMessages: refusal(code) },
    });
    expect(findings).toEqual([
      expect.objectContaining({ status: 'failed', remedy: expect.stringContaining(remedy) }),
    ]);
    expect(JSON.stringify(findings)).not.toContain('canary');
  });

  it('only warns when it may not send', async () => {
    const findings = await checkQueue({ ...aDeadLetterQueue([]), openSender: refusal('UnauthorizedAccess') });
    expect(findings.filter(({ status }) => status !== 'ok')).toEqual([
      expect.objectContaining({ status: 'warning', remedy: expect.stringContaining('the right Send') }),
    ]);
  });

  it.each([
    [3, 'has 3 dead letters'],
    [400, 'has 250 or more dead letters'],
  ])('warns of %d dead letters', async (count, says) => {
    const deadLetters = Array.from({ length: count }, (_, index) => aDeadLetter({ number: index + 1 }));
    expect((await checkQueue(aDeadLetterQueue(deadLetters))).at(-1)).toMatchObject({
      status: 'warning',
      says: expect.stringContaining(says),
      remedy: 'See why with dead-letter list.',
    });
  });
});
