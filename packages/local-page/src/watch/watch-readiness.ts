import type { Clock } from '@spotler-connector/clock';
import * as t from 'io-ts';
import type { WorkerList } from '../model/worker-list.ts';

const Readiness = t.type({ ready: t.boolean, reasons: t.array(t.string) });
const PAUSE_MS = 500;

/** Asks every worker's `/readyz` twice a second until it is closed. */
export function watchReadiness(
  workers: Pick<WorkerList, 'ports' | 'set'>,
  clock: Clock,
): { close(): Promise<void> } {
  const closing = new AbortController();
  const known = new Map<string, string>();

  async function ask(worker: string, port: number): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: closing.signal });
    const body: unknown = await answer.json();
    if (!Readiness.is(body)) return;
    const reasons = body.reasons.join('; ');
    if (known.get(worker) === reasons) return;
    known.set(worker, reasons);
    workers.set(worker, { reasons: body.reasons });
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      const asked = [...workers.ports()].map(([worker, port]) => ask(worker, port).catch(() => {}));
      await Promise.all(asked);
      await clock.sleep(PAUSE_MS, closing.signal).catch(() => {});
    }
  }

  const running = run();
  return {
    async close() {
      closing.abort();
      await running;
    },
  };
}
