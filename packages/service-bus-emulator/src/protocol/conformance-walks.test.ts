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

/** How often each comes: what opens something more often than what ends everything. */
const WEIGHTS: Readonly<Record<Step['name'], number>> = {
  sender: 6,
  receiver: 6,
  transfer: 6,
  detach: 5,
  flow: 3,
  'session-flow': 3,
  disposition: 3,
  begin: 2,
  end: 2,
  open: 1,
  close: 1,
};

const ANY_STEP: fc.Arbitrary<Step> = fc.record({
  name: fc.oneof(
    ...Object.entries(WEIGHTS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(nameOf(name)) })),
  ),
  channel: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  handle: fc.nat({ max: 1 }),
});

/** Walks begin where there is something to do. */
const SCENES: readonly (readonly [Step['name'], number, number][])[] = [
  [],
  [['sender', 0, 0]],
  [
    ['sender', 0, 0],
    ['receiver', 0, 1],
  ],
  [
    ['begin', 1, 0],
    ['sender', 0, 0],
    ['sender', 0, 1],
    ['sender', 1, 0],
  ],
];

const BEGINNING = fc.constantFrom(...SCENES).map((scene): Step[] =>
  [['open', 0, 0] as const, ['begin', 0, 0] as const, ...scene].map(([name, channel, handle]) => ({
    name,
    channel,
    handle,
  })),
);

function nameOf(text: string): Step['name'] {
  if (isName(text)) return text;
  throw new TypeError(`There is no ${text}.`);
}

function isName(text: string): text is Step['name'] {
  return text in WEIGHTS;
}

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

const EVERY_ANSWER = [
  'attach',
  'begin',
  'close',
  'close amqp:illegal-state',
  'detach',
  'disposition',
  'end',
  'end amqp:not-allowed',
  'end amqp:session:handle-in-use',
  'end amqp:session:unattached-handle',
  'open',
];

describe('frames in any order', () => {
  it('are answered, or refused with the error of the standard, in the order they came', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        BEGINNING,
        fc.array(ANY_STEP, { maxLength: 14, size: 'max' }),
        async (beginning, walk) => {
          const steps: Step[] = [...beginning, ...walk];
          for (const answer of await answersTo(steps, (bytes) => [bytes])) seen.add(answer);
        },
      ),
      // A seed of its own, so that how much is seen does not depend on luck.
      { numRuns: 200, seed: 24 },
    );
    expect([...seen].sort()).toEqual(EVERY_ANSWER);
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
