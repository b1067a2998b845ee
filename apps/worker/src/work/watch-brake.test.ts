import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import type { Logger } from '@spotler-connector/observability';
import { type ErasureBrake, PortError } from '@spotler-connector/reconciler';
import { watchBrake } from './watch-brake.ts';

const decision = {
  action: 'anonymize',
  rule: 'do-not-email',
  causes: ['do-not-email'],
  policyVersion: '1',
} as const;
const contact = { ref: { table: 'contact', id: '1' }, externalId: '1', decision } as const;

/** A watched brake, what it answers from now on, and everything that was said. */
function aWatchedBrake() {
  const clock = createManualClock(1_000);
  const said: string[] = [];
  const world: { answer: 'held' | 'permitted' | 'away'; kind: 'protocol' | 'unavailable' } = {
    answer: 'permitted',
    kind: 'protocol',
  };
  const log = (severity: string) => (event: string) => void said.push(`${severity} ${event}`);
  const logger: Logger = {
    error: log('error'),
    warn: log('warn'),
    info: log('info'),
    debug: log('debug'),
    close: async () => {},
  };
  const permit = { spend: async () => {}, giveBack() {} };
  const brake: ErasureBrake = {
    async ask() {
      if (world.answer === 'away') throw new PortError({ side: 'state', kind: world.kind });
      return world.answer === 'held' ? 'held' : permit;
    },
    look: async () => 'held',
    hold: async () => 'opted-out',
  };
  const telemetry = {
    held: ({ table, cause = '' }: { table: string; cause?: string | undefined }) =>
      void said.push(`held ${table} ${cause}`),
    brakeEngaged: (engaged: boolean) => void said.push(engaged ? 'engaged' : 'let go'),
  };
  return { watched: watchBrake(brake, { logger, telemetry, clock, limit: 5 }), world, said, clock };
}

describe('watching the brake', () => {
  it('says once that it holds, however many are held, and counts each', async () => {
    const { watched, world, said } = aWatchedBrake();
    world.answer = 'held';
    for (let index = 0; index < 3; index++) await watched.ask(contact);
    await watched.hold(contact);
    await watched.hold(contact);
    expect(said).toEqual([
      'engaged',
      'error brake engaged',
      'held contact do-not-email',
      'held contact do-not-email',
    ]);
  });

  it('says that it let go when nobody was held for a minute, not for each permit that comes back', async () => {
    const { watched, world, said, clock } = aWatchedBrake();
    world.answer = 'held';
    await watched.ask(contact);
    world.answer = 'permitted';
    await watched.ask(contact);
    expect(said).not.toContain('info brake let go');
    await clock.advance(60_000);
    await watched.ask(contact);
    expect(said.slice(-2)).toEqual(['let go', 'info brake let go']);
    world.answer = 'held';
    await watched.ask(contact);
    expect(said.at(-1)).toBe('error brake engaged');
  });

  it('leaves it to the store to say that it is away', async () => {
    const { watched, world, said } = aWatchedBrake();
    Object.assign(world, { answer: 'away', kind: 'unavailable' });
    await expect(watched.ask(contact)).rejects.toThrow(PortError);
    expect(said).toEqual([]);
  });

  it('says once that the state can not be read, and once that it can again', async () => {
    const { watched, world, said } = aWatchedBrake();
    world.answer = 'away';
    for (let index = 0; index < 3; index++) await expect(watched.ask(contact)).rejects.toThrow(PortError);
    world.answer = 'permitted';
    await watched.ask(contact);
    await watched.ask(contact);
    expect(said).toEqual(['error state away', 'info state back']);
  });
});
