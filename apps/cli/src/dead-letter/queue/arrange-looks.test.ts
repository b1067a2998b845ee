import type { ServiceBusMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { decodeQueueMessage } from '@spotler-connector/service-bus';
import { aTerminal } from '../../testing/a-terminal.ts';
import { arrangeLooks } from './arrange-looks.ts';

const ORGANIZATION = '1b2c3d4e-1111-4222-8333-444455556666';
const NOW = 1_800_000_000_000;
const LATEST = 900_000;
const erased = {
  ref: { table: 'contact', id: '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11' },
  externalId: 'S-7',
  erasedAt: NOW,
} as const;

async function arranged(
  contacts: Parameters<typeof arrangeLooks>[0],
  sending?: (message: ServiceBusMessage) => Promise<void>,
) {
  const terminal = aTerminal();
  const sent: ServiceBusMessage[] = [];
  const sender = {
    async sendMessages(message: unknown) {
      await sending?.(message as ServiceBusMessage);
      sent.push(message as ServiceBusMessage);
    },
  };
  await arrangeLooks(contacts, {
    sender: sending === undefined ? undefined : sender,
    organizationId: ORGANIZATION,
    latestEffectMs: LATEST,
    clock: createManualClock(NOW),
    terminal,
  });
  return { sent, said: terminal.stderr() };
}

describe('a command that wrote to a contact', () => {
  it('has a worker look at it once more, when nothing can take effect late any more', async () => {
    const { sent, said } = await arranged([erased], async () => {});
    const [message] = sent;
    expect(sent).toHaveLength(1);
    expect(message?.messageId).toMatch(/^second-look-/);
    expect(message?.scheduledEnqueueTimeUtc?.getTime()).toBeGreaterThanOrEqual(NOW + LATEST);
    expect(decodeQueueMessage({ body: message?.body }, {})).toMatchObject({
      kind: 'change',
      messageName: 'SpotlerConnectorSecondLook',
      organizationId: ORGANIZATION,
      records: [erased.ref],
      externalIds: { [erased.ref.id]: 'S-7' },
      erasedAt: NOW,
    });
    expect(said).toBe('');
  });

  it('says that nobody looks where there is no queue for it, or none that takes it', async () => {
    expect((await arranged([erased])).said).toContain('No second look was arranged');
    const refused = await arranged([erased], async () => {
      throw Object.assign(new Error('no'), { code: 'UnauthorizedAccess', name: 'MessagingError' });
    });
    expect(refused.said).toContain('No second look was arranged');
  });

  it('says nothing when it wrote to nobody', async () => {
    expect((await arranged([])).said).toBe('');
  });
});
