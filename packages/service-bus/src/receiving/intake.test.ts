import { describe, expect, it } from '@jest/globals';
import { aReceivedMessage } from '../testing/a-received-message.ts';
import { anIntake, settled } from '../testing/an-intake.ts';

describe('the intake', () => {
  it('is closed until it is resumed', async () => {
    const { bus, intake } = anIntake();
    expect(bus.open()).toBe(false);
    intake.resume();
    await settled();
    expect(bus.open()).toBe(true);
    expect(bus.subscriptions).toEqual([{ autoCompleteMessages: false, maxConcurrentCalls: 8 }]);
  });

  it('lets what is in hand go on when it is paused', async () => {
    const { bus, intake, endOne } = anIntake();
    intake.resume();
    await settled();
    void bus.send();
    intake.pause();
    await settled();
    expect(bus.open()).toBe(false);
    expect(intake.inFlight).toBe(1);
    const idle = intake.idle();
    endOne();
    await idle;
    expect(intake.inFlight).toBe(0);
  });

  it('grants no credit twice: it opens again once nothing is in hand', async () => {
    const { bus, intake, endOne } = anIntake();
    intake.resume();
    await settled();
    void bus.send();
    intake.pause();
    await settled();
    intake.resume();
    await settled();
    expect(bus.open()).toBe(false);
    endOne();
    await settled();
    expect(bus.open()).toBe(true);
    expect(bus.subscriptions).toHaveLength(2);
  });

  it('stays closed when it is paused while it waits to open', async () => {
    const { bus, intake, endOne } = anIntake();
    intake.resume();
    await settled();
    void bus.send();
    intake.pause();
    await settled();
    intake.resume();
    await settled();
    intake.pause();
    await settled();
    endOne();
    await settled();
    expect(bus.open()).toBe(false);
    expect(bus.subscriptions).toHaveLength(1);
  });

  it('goes on waiting when it is paused and resumed while it waits to open', async () => {
    const { bus, intake, endOne } = anIntake();
    intake.resume();
    await settled();
    void bus.send();
    intake.pause();
    await settled();
    intake.resume();
    await settled();
    intake.pause();
    intake.resume();
    await settled();
    expect(bus.subscriptions).toHaveLength(1);
    endOne();
    await settled();
    expect(bus.subscriptions).toHaveLength(2);
    expect(bus.open()).toBe(true);
  });

  it('subscribes once however often it is resumed', async () => {
    const { bus, intake } = anIntake();
    intake.resume();
    intake.resume();
    await settled();
    expect(bus.subscriptions).toHaveLength(1);
  });

  it('lets one message in while it is paused, and opens again when that and the rest are done', async () => {
    const { bus, intake, endOne } = anIntake();
    intake.resume();
    await settled();
    void bus.send();
    intake.pause();
    bus.waiting.push(aReceivedMessage(), aReceivedMessage());
    void intake.admitOne();
    await settled();
    expect(intake.inFlight).toBe(2);
    expect(bus.waiting).toHaveLength(1);
    intake.resume();
    endOne();
    await settled();
    expect(bus.open()).toBe(false);
    endOne();
    await settled();
    expect(bus.open()).toBe(true);
  });

  it('can be paused again while it waits for messages that are held, and then let one in', async () => {
    const { bus, intake } = anIntake();
    intake.resume();
    await settled();
    void bus.send();
    intake.pause();
    await settled();
    intake.resume();
    await settled();
    intake.pause();
    bus.waiting.push(aReceivedMessage());
    void intake.admitOne();
    await settled();
    expect(intake.inFlight).toBe(2);
  });

  it('lets nobody in who does not wait, nor any while it is open', async () => {
    const { bus, intake } = anIntake();
    await intake.admitOne();
    intake.resume();
    bus.waiting.push(aReceivedMessage());
    await intake.admitOne();
    expect(intake.inFlight).toBe(0);
  });

  it('hands on why receiving fails, and goes on', async () => {
    const [refused, away] = [new Error('refused'), new Error('away')];
    const { bus, intake, errors } = anIntake();
    intake.resume();
    await settled();
    await bus.fail(refused);
    intake.pause();
    bus.receiver.receiveMessages = () => Promise.reject(away);
    await intake.admitOne();
    expect(errors).toEqual([refused, away]);
    intake.resume();
    await settled();
    expect(bus.open()).toBe(true);
  });

  it('subscribes anew although the last subscription could not be closed', async () => {
    const away = new Error('away');
    const { bus, intake, errors } = anIntake({ closing: () => Promise.reject(away) });
    intake.resume();
    intake.pause();
    intake.resume();
    await settled();
    expect(errors).toEqual([]);
    await settled();
    intake.pause();
    await settled();
    expect(errors).toEqual([away]);
    intake.resume();
    await settled();
    expect(bus.open()).toBe(true);
  });

  it('says why it can not subscribe, and tries again when it is resumed', async () => {
    const { bus, intake, errors } = anIntake();
    const { subscribe } = bus.receiver;
    const busy = new Error('receiving already');
    bus.receiver.subscribe = () => {
      throw busy;
    };
    intake.resume();
    await settled();
    expect(errors).toEqual([busy]);
    bus.receiver.subscribe = subscribe;
    intake.resume();
    await settled();
    expect(bus.open()).toBe(true);
  });
});
