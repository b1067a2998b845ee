import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from '@spotler-connector/observability';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { watchSides } from './watch-systems.ts';

const REFUSED: ReconcileOutcome = {
  kind: 'failed',
  failure: { side: 'target', kind: 'authentication', status: 401 },
  attempts: 1,
};

/** Takes the log and drops it. */
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

/** A watch over sides that answer probes, and everything that it told of, in order. */
function aWatch() {
  const told: string[] = [];
  const up = Promise.withResolvers<void>();
  const watch = watchSides(
    { whoAmI: async () => {}, spotler: { properties: { list: async () => [] } } },
    {
      logger: createLogger({ level: 'error', format: 'json', stream: nowhere }),
      telemetry: {
        paused: ({ side }) => void told.push(`paused ${side}`),
        resumed: (pause) => void told.push(`resumed ${pause?.side}`),
      },
      pause: () => void told.push('pause'),
      letOneIn: async () => {},
      resume() {
        told.push('resume');
        up.resolve();
      },
    },
  );
  return { watch, told, up: up.promise };
}

describe('watching both sides', () => {
  it('stops intake and counts a pause, then undoes both when the side answers again', async () => {
    const { watch, told, up } = aWatch();
    watch.note(REFUSED);
    expect(told).toEqual(['paused target', 'pause']);
    await up;
    expect(told.slice(2)).toEqual(['resumed target', 'resume']);
    watch.stop();
  });
});
