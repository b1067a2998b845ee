import { describe, expect, it } from '@jest/globals';
import { aWatchedReceiver } from '../testing/a-watched-receiver.ts';
import { QUEUE, type QueueFixture, until, withQueue } from '../testing/with-queue.ts';

/** A token is good for so long, which is long enough for a message that waits. */
const TOKEN_MS = 200;
const MINUTE = 60_000;
const HALF_AN_HOUR = 30 * MINUTE;

/** Receives a message, lets the token run out, and sends another one. */
async function withExpiredToken(
  fixture: QueueFixture,
  expired: 'mute' | 'detach',
  watched = true,
): Promise<ReturnType<typeof aWatchedReceiver>> {
  const { emulator, send } = fixture;
  const subject = aWatchedReceiver(fixture, watched);
  await send(1);
  await until(() => subject.received.length === 1);
  emulator.faults.breakRenewals({ lifeMs: TOKEN_MS, expired });
  await new Promise((resolve) => setTimeout(resolve, TOKEN_MS + 50));
  await send(2);
  return subject;
}

/**
 * Moves the clock on, again and again, until the second message is received; gives up after so many times.
 */
async function advanceUntilReceived(
  { clock, received }: Pick<ReturnType<typeof aWatchedReceiver>, 'clock' | 'received'>,
  milliseconds: number,
  times: number,
): Promise<void> {
  for (let left = times; left > 0 && received.length < 2; left--) {
    await clock.advance(milliseconds);
    // A new connection goes over a socket, which no manual clock moves.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe('the health of a receiver over the client library', () => {
  it(
    'is restored when a client is old, although its token was not renewed and its link receives nothing more',
    withQueue(async (fixture) => {
      const { stop, ...subject } = await withExpiredToken(fixture, 'mute');
      await advanceUntilReceived(subject, HALF_AN_HOUR, 100);
      expect(subject.received).toEqual(['1', '2']);
      expect(subject.events).toContain('aged');
      await stop();
    }),
  );

  it(
    'is restored when the receiver stalls with a message waiting',
    withQueue(async (fixture) => {
      const { stop, ...subject } = await withExpiredToken(fixture, 'mute');
      await advanceUntilReceived(subject, MINUTE / 6, 29);
      expect(subject.received).toEqual(['1', '2']);
      expect(subject.events[0]).toBe('stalled');
      await stop();
    }),
  );

  it(
    'is not restored by the library: the message waits for as long as nobody looks after the receiver',
    withQueue(async (fixture) => {
      const { stop, ...subject } = await withExpiredToken(fixture, 'mute', false);
      await advanceUntilReceived(subject, HALF_AN_HOUR, 5);
      expect([subject.received, subject.events]).toEqual([['1'], []]);
      expect(fixture.emulator.counts(QUEUE).activeMessageCount).toBe(1);
      await stop();
    }),
  );

  it(
    'is restored after a token was refused, and known to be bad until then',
    withQueue(async (fixture) => {
      const { stop, health, ...subject } = await withExpiredToken(fixture, 'detach');
      await until(() => health.failure !== undefined);
      expect(health.failure).toBe('UnauthorizedAccess');
      await advanceUntilReceived(subject, 1_000, 100);
      expect(subject.received).toEqual(['1', '2']);
      await until(() => health.failure === undefined);
      expect(subject.events.slice(0, 2)).toEqual(['failed', 'token-refused']);
      await stop();
    }),
  );

  it(
    'stays bad after a token was refused when nobody looks after the receiver',
    withQueue(async (fixture) => {
      const { health, received, stop } = await withExpiredToken(fixture, 'detach', false);
      await until(() => health.failure === 'UnauthorizedAccess');
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(received).toEqual(['1']);
      await stop();
    }),
  );

  it(
    'is good again when the queue is there again',
    withQueue(async (fixture) => {
      const { emulator } = fixture;
      emulator.deleteEntity(QUEUE);
      const { clock, health, events, stop } = aWatchedReceiver(fixture, true);
      await until(() => health.failure === 'MessagingEntityNotFound');
      emulator.createQueue(QUEUE);
      await clock.advance(5_000);
      await until(() => health.failure === undefined);
      expect(events).toEqual(['failed', 'recovered']);
      await stop();
    }),
  );
});
