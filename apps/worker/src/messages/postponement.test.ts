import type { ServiceBusMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createPostponement } from './postponement.ts';
import { aMessage } from './testing/a-message-stage.ts';

const NOW = 1_000_000;

function aPostponement(send: () => Promise<'sent' | 'not-possible'> = async () => 'sent') {
  const sent: ServiceBusMessage[] = [];
  const warned: string[] = [];
  const world = { awayMs: 0, random: 0.5 };
  const { postpone } = createPostponement({
    sender: {
      send: (message) => {
        sent.push(message);
        return send();
      },
    },
    awayMs: () => world.awayMs,
    logger: { warn: (event: string) => void warned.push(event) },
    clock: { now: () => NOW },
    random: () => world.random,
  });
  async function delayOf(changes: Partial<typeof world>): Promise<number> {
    Object.assign(world, changes);
    await postpone(aMessage('{}'));
    return (sent.at(-1)?.scheduledEnqueueTimeUtc?.getTime() ?? 0) - NOW;
  }
  return { postpone, delayOf, warned };
}

describe('postponing a message', () => {
  it('has it come later the longer something is away, within bounds, and not with all others', async () => {
    const { delayOf } = aPostponement();
    expect(await delayOf({ awayMs: 0 })).toBe(5_000);
    expect(await delayOf({ awayMs: 60_000 })).toBe(30_000);
    expect(await delayOf({ awayMs: 9e9 })).toBe(120_000);
    expect([await delayOf({ random: 0 }), await delayOf({ random: 0.999 })]).toEqual([60_000, 179_880]);
  });

  it('says that it was not possible, and throws nothing', async () => {
    expect(await aPostponement(async () => 'not-possible').postpone(aMessage('{}'))).toBe(false);
    const broken = aPostponement(() => Promise.reject(new Error('gone')));
    expect(await broken.postpone(aMessage('{}'))).toBe(false);
    expect(broken.warned).toEqual(['message not postponed']);
  });
});
