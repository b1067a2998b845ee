import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startServiceBusEmulator } from '../emulator.ts';
import type { ServiceBusEmulator } from '../service-bus-emulator.ts';
import { conditionOf } from '../testing/raw-fixture.ts';
import { connectRaw, HEADER } from '../testing/raw-peer.ts';
import { SpecPeer, type Step, stepBytes } from '../testing/spec-peer.ts';
import { until } from '../testing/with-emulator.ts';

let emulator: ServiceBusEmulator;

beforeAll(async () => {
  emulator = await startServiceBusEmulator();
  emulator.createQueue('orders', { requiresSession: false });
});

afterAll(() => emulator.close());

const NAMES = [
  'open',
  'begin',
  'sender',
  'receiver',
  'flow',
  'session-flow',
  'transfer',
  'disposition',
  'detach',
  'end',
  'close',
] as const;

const ANY_STEP: fc.Arbitrary<Step> = fc.record({
  name: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...NAMES.slice(1, -1)) },
    { weight: 1, arbitrary: fc.constantFrom<Step['name']>('open', 'close') },
  ),
  channel: fc.nat({ max: 1 }),
  handle: fc.nat({ max: 1 }),
});

/** The answers to the bytes, without flows, which are the container's own affair. */
async function answersTo(steps: readonly Step[], pieces: (bytes: Buffer) => Buffer[]): Promise<string[]> {
  const spec = new SpecPeer();
  const expected = steps.flatMap((step) => spec.answerTo(step));
  const peer = await connectRaw(emulator.port);
  try {
    const bytes = Buffer.concat([HEADER, ...steps.map(stepBytes)]);
    for (const piece of pieces(bytes)) peer.write(piece);
    // One more session shows that everything before it has been answered.
    if (!spec.isClosed && expected.length > 0) {
      peer.frame('begin', { next_outgoing_id: 0, incoming_window: 1, outgoing_window: 1 }, 9);
      await until(() => peer.frames.some(({ name, channel }) => name === 'begin' && channel === 9));
      peer.close();
    } else if (spec.isClosed) await until(peer.isEnded);
    const found = peer.frames
      .filter(({ name, channel }) => name !== 'flow' && name !== undefined && channel !== 9)
      .map((frame) => [frame.name, conditionOf(frame)].filter((part) => part !== undefined).join(' '));
    expect(found).toEqual(expected);
    return found;
  } finally {
    peer.close();
  }
}

describe('frames in any order', () => {
  it('are answered, or refused with the error of the standard, in the order they came', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(ANY_STEP, { maxLength: 14, size: 'max' }), async (walk) => {
        const steps: Step[] = [
          { name: 'open', channel: 0, handle: 0 },
          { name: 'begin', channel: 0, handle: 0 },
          ...walk,
        ];
        for (const answer of await answersTo(steps, (bytes) => [bytes])) seen.add(answer);
      }),
      { numRuns: 150 },
    );
    expect(seen.size).toBeGreaterThan(7);
  });

  it('are the same when every byte comes alone', async () => {
    const walk = [
      'open',
      'begin',
      'sender',
      'transfer',
      'detach',
      'receiver',
      'transfer',
      'end',
      'close',
    ] as const;
    const steps = walk.map((name) => ({ name, channel: 0, handle: 0 }));
    const found = await answersTo(steps, (bytes) => [...bytes].map((byte) => Buffer.from([byte])));
    expect(found).toEqual([
      'open',
      'begin',
      'attach',
      'disposition',
      'detach',
      'attach',
      'end amqp:not-allowed',
      'close',
    ]);
  });
});
