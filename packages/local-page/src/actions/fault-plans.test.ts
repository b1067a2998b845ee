import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { type Front, startFront } from '@spotler-connector/local-services/front';
import { type SpotlerSimulator, startSpotlerSimulator } from '@spotler-connector/spotler-simulator';
import type { FaultName } from '../view/view.ts';
import { planFor } from './fault-plans.ts';

const clock = createManualClock();
let spotler: SpotlerSimulator;
let front: Front;

beforeAll(async () => {
  spotler = await startSpotlerSimulator();
  front = await startFront({ upstream: spotler.url, clock });
});
afterAll(async () => {
  await front.close();
  await spotler.close();
});

async function statusWith(fault: FaultName, method = 'GET'): Promise<number | string> {
  front.follow(planFor(fault, clock));
  const asked = fetch(`${front.origin}/integrationservice/contact/x`, { method });
  if (fault === 'slow') {
    while (clock.sleepers === 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(2_000);
  }
  return asked.then(
    ({ status }) => status,
    () => 'no answer',
  );
}

describe('a fault', () => {
  it.each([
    // Without a signature Spotler itself answers 401.
    ['none', 401],
    ['slow', 401],
    ['down', 'no answer'],
    ['busy', 429],
    ['refusing', 401],
    ['nonsense', 200],
  ] as const)('%s is answered with %s', async (fault, status) => {
    expect(await statusWith(fault)).toBe(status);
  });

  it('of lateness lets Spotler carry a change out some seconds after its sender was told that it failed', async () => {
    const before = spotler.requests().length;
    expect(await statusWith('late', 'POST')).toBe(503);
    expect(spotler.requests()).toHaveLength(before);
    await clock.advance(3_000);
    while (spotler.requests().length === before) await new Promise((resolve) => setImmediate(resolve));
  });
});
