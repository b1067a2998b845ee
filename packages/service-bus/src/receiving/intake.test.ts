import type { MessageHandlers, ServiceBusReceivedMessage, SubscribeOptions } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createIntake } from './intake.ts';

/** A receiver that hands over what the test sends it. */
function aReceiver() {
  const subscriptions: SubscribeOptions[] = [];
  let handlers: MessageHandlers | undefined;
  const waiting: ServiceBusReceivedMessage[] = [];
  return {
    subscriptions,
    waiting,
    open: () => handlers !== undefined,
    send: () => handlers?.processMessage({} as ServiceBusReceivedMessage),
    receiver: {
      subscribe(given: MessageHandlers, options: SubscribeOptions = {}) {
        handlers = given;
        subscriptions.push(options);
        return {
          close: async () => {
            handlers = undefined;
          },
        };
      },
      receiveMessages: async () => waiting.splice(0, 1),
    },
  };
}

function anIntake() {
  const bus = aReceiver();
  const ends: (() => void)[] = [];
  const intake = createIntake({
    receiver: bus.receiver,
    maxInFlight: 8,
    handle: () => new Promise((resolve) => ends.push(resolve)),
    onError: () => {},
  });
  return { bus, intake, endOne: () => ends.shift()?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

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
    bus.waiting.push({} as ServiceBusReceivedMessage, {} as ServiceBusReceivedMessage);
    void intake.letOneIn();
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
    intake.resume();
    intake.pause();
    bus.waiting.push({} as ServiceBusReceivedMessage);
    void intake.letOneIn();
    await settled();
    expect(intake.inFlight).toBe(2);
  });

  it('lets nobody in who does not wait, nor any while it is open', async () => {
    const { bus, intake } = anIntake();
    await intake.letOneIn();
    intake.resume();
    bus.waiting.push({} as ServiceBusReceivedMessage);
    await intake.letOneIn();
    expect(intake.inFlight).toBe(0);
  });
});
