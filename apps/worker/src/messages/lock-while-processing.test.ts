import { describe, expect, it } from '@jest/globals';
import { decideExplicitly } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { processMessage } from './process-message.ts';
import { aBody, aMessage, aStage } from './testing/a-message-stage.ts';

describe('the lock of a message', () => {
  it('is renewed for as long as the work takes, and no longer', async () => {
    const { promise, resolve } = Promise.withResolvers<ReconcileOutcome>();
    const { clock, options } = aStage(() => promise);
    let renewed = 0;
    const receiver = {
      async renewMessageLock() {
        renewed += 1;
        return new Date(clock.now() + 60_000);
      },
    };
    const processed = processMessage(aMessage(aBody()), { ...options, receiver });
    await clock.advance(60_000);
    expect(renewed).toBe(3);
    resolve({ kind: 'unsettled', decision: decideExplicitly(), attempts: 1 });
    await processed;
    await clock.advance(60_000);
    expect(renewed).toBe(3);
  });
});
