import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { watchConnection } from './watch-connection.ts';

const QUIET_MS = 10_000;
const ANSWER_MS = 5_000;

/** Watches for so many milliseconds, and counts the questions and the silences. */
async function watched(
  milliseconds: number,
  ask: () => Promise<unknown>,
  quietMs: () => number | undefined = () => QUIET_MS,
) {
  const clock = createManualClock();
  const stopping = new AbortController();
  const seen = { questions: 0, silences: 0 };
  const ended = watchConnection({
    quietMs,
    ask() {
      seen.questions += 1;
      return ask();
    },
    onSilent: () => void seen.silences++,
    maxQuietMs: QUIET_MS,
    maxAnswerMs: ANSWER_MS,
    clock,
    signal: stopping.signal,
  });
  for (let now = 0; now < milliseconds; now += 1_000) await clock.advance(1_000);
  stopping.abort();
  await clock.advance(ANSWER_MS);
  await ended;
  return { ...seen, sleepers: clock.sleepers };
}

describe('the watch over a connection', () => {
  it('asks when it was quiet, and is content with any answer', async () => {
    const { questions, silences, sleepers } = await watched(30_000, async () => []);
    expect([questions, silences, sleepers]).toEqual([3, 0, 0]);
    expect(await watched(10_000, () => Promise.reject(new Error('no')))).toMatchObject({ silences: 0 });
  });

  it('tells that no answer came in time, not before', async () => {
    const never = () => new Promise(() => {});
    expect(await watched(14_000, never)).toMatchObject({ questions: 1, silences: 0 });
    expect(await watched(15_000, never)).toMatchObject({ questions: 1, silences: 1 });
  });

  it.each([
    ['messages come', () => QUIET_MS - 1],
    ['none are expected', () => undefined],
  ])('asks nothing while %s', async (_, quietMs) => {
    expect(await watched(60_000, async () => [], quietMs)).toMatchObject({ questions: 0, silences: 0 });
  });

  it('says nothing when it was ended meanwhile', async () => {
    expect(await watched(12_000, () => new Promise(() => {}))).toMatchObject({ questions: 1, silences: 0 });
  });
});
