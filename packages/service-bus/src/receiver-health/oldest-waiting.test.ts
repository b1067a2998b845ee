import { describe, expect, it } from '@jest/globals';
import { until, withQueue } from '../testing/with-queue.ts';
import { oldestWaiting } from './oldest-waiting.ts';

describe('the oldest message that waits', () => {
  it(
    'is found over a connection of its own, which is closed',
    withQueue(async ({ emulator, connect, send }) => {
      expect(await oldestWaiting(connect, 10_000)).toBeUndefined();
      await send('a', 'b');
      let connections = 0;
      emulator.onEvent((event) => {
        if ('connections' in event) connections = event.connections;
      });
      expect(await oldestWaiting(connect, 10_000)).toEqual({ sequenceNumber: '1' });
      await until(() => connections === 0);
    }),
  );

  it(
    'is none that is scheduled or deferred',
    withQueue(async ({ connect, send }) => {
      await send({ body: 'a', scheduledEnqueueTimeUtc: new Date(Date.now() + 3_600_000) }, 'b', 'c');
      const { receiver } = connect();
      const [deferred] = await receiver.receiveMessages(1);
      if (deferred === undefined) throw new Error('There are messages.');
      await receiver.deferMessage(deferred);
      const [, , last] = await receiver.peekMessages(3);
      expect(await oldestWaiting(connect, 10_000)).toEqual({ sequenceNumber: String(last?.sequenceNumber) });
    }),
  );

  it(
    'is not waited for longer than it may take',
    withQueue(async ({ emulator, connect, send }) => {
      await send('a');
      emulator.faults.delayAnswers(200);
      await expect(oldestWaiting(connect, 50)).rejects.toMatchObject({
        code: 'ServiceTimeout',
        message: 'The queue could not be looked into in time',
      });
      await expect(oldestWaiting(connect, 10_000)).resolves.toEqual({ sequenceNumber: '1' });
    }),
  );

  it(
    'is not told when the queue can not be looked into',
    withQueue(async ({ emulator, connect }) => {
      emulator.deleteEntity('changes');
      await expect(oldestWaiting(connect, 10_000)).rejects.toMatchObject({ code: 'MessagingEntityNotFound' });
    }),
  );
});
