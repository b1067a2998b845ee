import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { detectStalls } from './stall-detector.ts';

const MAX_IDLE_MS = 60_000;

/** The oldest message that waits, at each look: its sequence number, none, or an error. */
type Waiting = (look: number) => string | undefined | Error;

/** Runs the detector for so many rounds, and tells what it detected. */
async function detected(
  rounds: number,
  waiting: Waiting,
  idleMs: () => number | undefined = () => MAX_IDLE_MS,
) {
  const clock = createManualClock();
  const stopping = new AbortController();
  const errors: unknown[] = [];
  let [stalls, looks] = [0, 0];
  const ended = detectStalls({
    idleMs,
    async oldestWaiting() {
      const oldest = waiting(++looks);
      if (oldest instanceof Error) throw oldest;
      return oldest === undefined ? undefined : { sequenceNumber: oldest };
    },
    onStalled: () => void stalls++,
    onError: (error) => errors.push(error),
    maxIdleMs: MAX_IDLE_MS,
    clock,
    signal: stopping.signal,
  });
  await clock.advance(rounds * MAX_IDLE_MS);
  stopping.abort();
  await ended;
  return { stalls, looks, errors };
}

describe('the stall detector', () => {
  it('detects that the same message waits while nothing is received', async () => {
    expect(await detected(1, () => '7')).toMatchObject({ stalls: 0, looks: 1 });
    expect(await detected(2, () => '7')).toMatchObject({ stalls: 1, looks: 2 });
    expect(await detected(3, () => '7')).toMatchObject({ stalls: 1, looks: 3 });
    expect(await detected(4, () => '7')).toMatchObject({ stalls: 2, looks: 4 });
  });

  it('leaves a queue alone whose messages move on: another worker takes them', async () => {
    expect(await detected(6, (look) => String(look))).toMatchObject({ stalls: 0, looks: 6 });
  });

  it('leaves an empty queue alone', async () => {
    expect(await detected(4, () => undefined)).toEqual({ stalls: 0, looks: 4, errors: [] });
  });

  it.each([
    ['messages come', MAX_IDLE_MS - 1],
    ['none are expected', undefined],
  ])('looks at nothing while %s', async (_title, idle) => {
    expect(
      await detected(
        4,
        () => '7',
        () => idle,
      ),
    ).toMatchObject({ stalls: 0, looks: 0 });
  });

  it('forgets what it suspected when a message came in between', async () => {
    let round = 0;
    const idleMs = () => (++round === 2 ? 0 : MAX_IDLE_MS);
    expect(await detected(3, () => '7', idleMs)).toMatchObject({ stalls: 0, looks: 2 });
  });

  it('goes on when it can not look, and says so only of what no queue answers', async () => {
    const away = new ServiceBusError('Away', 'ServiceCommunicationProblem');
    const mistake = new TypeError('x is not a function');
    const waiting = (look: number) => [away, mistake][look - 1] ?? '7';
    expect(await detected(4, waiting)).toEqual({ stalls: 1, looks: 4, errors: [mistake] });
  });
});
