import { describe, expect, it } from '@jest/globals';
import { aReceivedMessage } from '../testing/a-received-message.ts';
import { anIntake, settled } from '../testing/an-intake.ts';
import { until } from '../testing/with-queue.ts';

describe('an intake whose library never answers', () => {
  const never = () => new Promise<void>(() => {});

  it('subscribes anew although the last subscription never says that it is closed', async () => {
    const { bus, intake } = anIntake({ closing: never, maxCallMs: 5 });
    intake.resume();
    await settled();
    intake.pause();
    await settled();
    intake.resume();
    await until(() => bus.subscriptions.length === 2);
    expect(bus.open()).toBe(true);
  });

  it('would stay closed for good if it waited for ever', async () => {
    const { bus, intake } = anIntake({ closing: never, maxCallMs: Number.POSITIVE_INFINITY });
    intake.resume();
    await settled();
    intake.pause();
    await settled();
    intake.resume();
    for (let turn = 0; turn < 20; turn++) await settled();
    expect(bus.open()).toBe(false);
  });

  it('opens again although one message was waited for in vain', async () => {
    const { bus, intake } = anIntake({ receiving: never, maxCallMs: 5 });
    await intake.admitOne();
    intake.resume();
    await settled();
    expect(bus.open()).toBe(true);
  });

  it('handles a message that comes when it is not waited for any more', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { bus, intake } = anIntake({ receiving: () => promise, maxCallMs: 5 });
    bus.waiting.push(aReceivedMessage());
    await intake.admitOne();
    expect(intake.inFlight).toBe(0);
    resolve();
    await settled();
    expect(intake.inFlight).toBe(1);
  });
});
