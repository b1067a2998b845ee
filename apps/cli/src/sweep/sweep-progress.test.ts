import { expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { readingProgress } from './sweep-progress.ts';

function someProgress(last: { records: number; contacts: number } | undefined) {
  const shown: string[] = [];
  const clock = createManualClock();
  const terminal = { isTerminal: true, log() {}, status: (text: string) => void shown.push(text) };
  return { shown, clock, progress: readingProgress(terminal, last, clock) };
}

it('counts what was read while nobody knows how much there is', () => {
  const { shown, progress } = someProgress(undefined);
  progress.show({ records: 5, contacts: 2 });
  progress.end();
  expect(shown).toEqual(['5 records and 2 contacts read', '']);
});

it('estimates how long it takes by how much there was the last time', async () => {
  const { shown, clock, progress } = someProgress({ records: 600, contacts: 400 });
  await clock.advance(60_000);
  progress.show({ records: 250, contacts: 0 });
  expect(shown.join('')).toContain('250 of 1000, 4.2 per second, 3m left');
});
