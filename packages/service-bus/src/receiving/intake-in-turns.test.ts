import { describe, expect, it } from '@jest/globals';
import { aReceivedMessage } from '../testing/a-received-message.ts';
import { anIntake, settled } from '../testing/an-intake.ts';

/** An intake that was resumed, with so many messages in hand. */
async function withInHand(count: number) {
  const subject = anIntake();
  subject.intake.resume();
  await settled();
  let replaced = 0;
  for (let n = 0; n < count; n++) void subject.bus.send()?.then(() => replaced++);
  return { ...subject, replaced: () => replaced };
}

/** An intake that was granted less than the limit that now is whole, with so many messages in hand. */
async function withTooLittle(count: number) {
  const subject = anIntake();
  subject.limit.add().lost();
  subject.intake.resume();
  await settled();
  while (subject.limit.current < subject.limit.max) subject.limit.add().done();
  for (let n = 0; n < count; n++) void subject.bus.send();
  return subject;
}

describe('the intake, whatever comes in turns', () => {
  it('is idle once all has ended, what came after somebody waited for that included', async () => {
    const { bus, intake, endOne } = await withInHand(1);
    let idle = false;
    const waiting = intake.idle().then(() => {
      idle = true;
    });
    await settled();
    void bus.send();
    endOne();
    await settled();
    expect(idle).toBe(false);
    endOne();
    await waiting;
    expect(intake.inFlight).toBe(0);
  });

  it('is off after one pause or many, whether it was on or not', async () => {
    const { bus, intake, errors } = anIntake();
    intake.pause();
    intake.resume();
    await settled();
    intake.pause();
    intake.pause();
    await settled();
    expect([bus.open(), bus.subscriptions.length, errors]).toEqual([false, 1, []]);
  });

  it('stays on when it is resumed while it is on', async () => {
    const { bus, intake } = await withInHand(0);
    intake.resume();
    await settled();
    expect([bus.open(), bus.subscriptions.length]).toEqual([true, 1]);
  });

  it('stays off when it is paused at the moment at which the last message in hand ends', async () => {
    const { bus, intake, endOne } = await withInHand(1);
    intake.pause();
    intake.resume();
    await settled();
    endOne();
    intake.pause();
    await settled();
    expect([bus.open(), bus.subscriptions.length]).toEqual([false, 1]);
  });

  it('withholds no credit of what ends while it is paused', async () => {
    const { limit, intake, endOne, replaced } = await withInHand(8);
    limit.add().lost();
    intake.pause();
    await settled();
    endOne();
    await settled();
    expect(replaced()).toBe(1);
  });

  it('subscribes for more once, however many messages end meanwhile', async () => {
    const { bus, endOne } = await withTooLittle(3);
    for (let n = 0; n < 3; n++) endOne();
    await settled();
    expect(bus.subscriptions.map(({ maxConcurrentCalls }) => maxConcurrentCalls)).toEqual([4, 8]);
  });

  it('does not subscribe for more when it is paused at that moment', async () => {
    const { bus, intake, errors, endOne } = await withTooLittle(1);
    endOne();
    intake.pause();
    await settled();
    expect([bus.open(), bus.subscriptions.length, errors]).toEqual([false, 1, []]);
  });

  it('asks for one message, for a second, when one may come in', async () => {
    const { bus, intake, endOne } = anIntake();
    bus.waiting.push(aReceivedMessage());
    const admitted = intake.admitOne();
    await settled();
    endOne();
    await admitted;
    expect(bus.received).toEqual([[1, { maxWaitTimeInMs: 1_000 }]]);
  });
});
