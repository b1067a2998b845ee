import { describe, expect, it } from '@jest/globals';
import { anIntake, settled } from '../testing/an-intake.ts';

/** Has so many messages come; resolves to how many of them the library may replace so far. */
function arrive(bus: ReturnType<typeof anIntake>['bus'], count: number) {
  let replaced = 0;
  for (let n = 0; n < count; n++) void bus.send()?.then(() => replaced++);
  return { replaced: () => replaced };
}

async function resumed() {
  const subject = anIntake();
  subject.intake.resume();
  await settled();
  return subject;
}

describe('the intake after lost locks', () => {
  it('has no new message come for one that ended, until fewer are in hand than now may be', async () => {
    const { bus, limit, endOne } = await resumed();
    const { replaced } = arrive(bus, 8);
    limit.add().lost();
    for (let n = 0; n < 4; n++) endOne();
    await settled();
    expect(replaced()).toBe(0);
    endOne();
    await settled();
    expect(replaced()).toBe(1);
  });

  it('has them come at once while no lock was lost', async () => {
    const { bus, endOne } = await resumed();
    const { replaced } = arrive(bus, 8);
    endOne();
    await settled();
    expect(replaced()).toBe(1);
    expect(bus.subscriptions).toHaveLength(1);
  });

  it('has as many come again as the limit grows', async () => {
    const { bus, limit, endOne } = await resumed();
    const { replaced } = arrive(bus, 8);
    limit.add().lost();
    for (let n = 0; n < 4; n++) endOne();
    await settled();
    while (limit.current < limit.max) limit.add().done();
    endOne();
    await settled();
    expect(replaced()).toBe(5);
  });

  it('lets go of everything when it is paused, and subscribes for less then', async () => {
    const { bus, limit, intake, endOne } = await resumed();
    const { replaced } = arrive(bus, 8);
    limit.add().lost();
    for (let n = 0; n < 4; n++) endOne();
    intake.pause();
    for (let n = 0; n < 4; n++) endOne();
    await settled();
    expect(replaced()).toBe(8);
    intake.resume();
    await settled();
    expect(bus.subscriptions.map(({ maxConcurrentCalls }) => maxConcurrentCalls)).toEqual([8, 4]);
  });

  it('subscribes for more, once nothing is in hand, when the limit has grown beyond that', async () => {
    const { bus, limit, intake, endOne } = anIntake();
    limit.add().lost();
    intake.resume();
    await settled();
    while (limit.current < limit.max) limit.add().done();
    const { replaced } = arrive(bus, 2);
    endOne();
    await settled();
    expect(bus.open()).toBe(false);
    expect(replaced()).toBe(1);
    endOne();
    await settled();
    expect(bus.subscriptions.map(({ maxConcurrentCalls }) => maxConcurrentCalls)).toEqual([4, 8]);
    expect(bus.open()).toBe(true);
  });
});
