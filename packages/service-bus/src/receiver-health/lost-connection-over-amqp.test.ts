import { describe, expect, it } from '@jest/globals';
import { Secret } from '@spotler-connector/configuration';
import { receiveMessages } from '../receiving/receive-messages.ts';
import { aSilentLink } from '../testing/a-silent-link.ts';
import { aWatchedReceiver } from '../testing/a-watched-receiver.ts';
import { type QueueFixture, until, withQueue } from '../testing/with-queue.ts';

/** Receives a message over a network that then loses the connection without a word, and sends another one. */
async function onQuietLink(fixture: QueueFixture, watched: boolean) {
  const { emulator, send } = fixture;
  const link = await aSilentLink(emulator.port);
  const address = emulator.connectionString.replace(String(emulator.port), String(link.port));
  const access = { kind: 'connection-string', connectionString: new Secret(address) } as const;
  const connect = () => receiveMessages({ ...fixture.serviceBus, access });
  const subject = aWatchedReceiver({ ...fixture, connect }, watched);
  await send(1);
  await until(() => subject.received.length === 1);
  link.fallSilent();
  await send(2);
  return { link, ...subject };
}

describe('the health of a receiver whose connection is lost without a word', () => {
  it(
    'is bad, and restored for good, when nobody answers any more though nothing closed the connection',
    withQueue(async (fixture) => {
      const { link, health, clock, passTime, stop, ...subject } = await onQuietLink(fixture, true);
      await clock.advance(10_000);
      await clock.advance(10_000);
      expect(health.failure).toBe('ServiceTimeout');
      await until(() => subject.received.length === 2);
      await clock.advance(5_000);
      await until(() => health.failure === undefined);
      await passTime(60_000);
      expect(subject.events).toEqual(['failed', 'silent', 'recovered']);
      await stop();
      link.close();
    }),
  );

  it(
    'is not known to be bad then as long as nobody looks after the receiver',
    withQueue(async (fixture) => {
      const { link, health, clock, stop, ...subject } = await onQuietLink(fixture, false);
      for (let step = 0; step < 6; step++) await clock.advance(5_000);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect([health.failure, subject.received]).toEqual([undefined, ['1']]);
      link.close();
      await stop();
    }),
  );
});
