import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import { type Services, workerEnvironment } from '@spotler-connector/local-services';
import { startProcess } from './testing/a-process.ts';
import { BROKEN_CONFIGURATIONS, BROKEN_SYSTEMS, type BrokenStart } from './testing/broken-starts.ts';
import { endAll, endLater, entry, theServices } from './testing/running-services.ts';

let services: Services;
beforeAll(async () => {
  services = await theServices();
});
afterAll(endAll);

/** As many processes as start in a reasonable time on two cores. */
const AT_ONCE = 4;
const MAX_MS = 50_000;

/** Everything that can be learnt about a worker, and whether it ever said that it was ready. */
interface Seen {
  readonly said: string;
  readonly wasReady: boolean;
  readonly exitCode: number | null | undefined;
}

/** Starts a worker and asks it whether it is ready, until it has said the sentence or ended. */
async function watch({ broken, says }: BrokenStart): Promise<Seen> {
  const environment = { ...workerEnvironment(services), ...(await broken(services)) };
  const worker = startProcess(entry, [], environment);
  endLater(() => worker.kill());
  let exitCode: number | null | undefined;
  void worker.ended.then((code) => {
    exitCode = code;
  });
  let said = '';
  let wasReady = false;
  const deadline = systemClock.monotonic() + MAX_MS;
  while (exitCode === undefined && !says.test(said) && systemClock.monotonic() < deadline) {
    await systemClock.sleep(50);
    const { ready, reasons } = await readiness(/"port":(\d+)/.exec(worker.output())?.[1]);
    wasReady ||= ready;
    said = ready ? 'ready' : reasons.join('\n');
  }
  await worker.kill();
  return { said: `${said}\n${worker.output()}`, wasReady, exitCode };
}

async function readiness(port: string | undefined): Promise<{ ready: boolean; reasons: string[] }> {
  if (port === undefined) return { ready: false, reasons: [] };
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
    return (await answer.json()) as { ready: boolean; reasons: string[] };
  } catch {
    return { ready: false, reasons: [] };
  }
}

/** Watches all of them, some side by side. */
async function watchAll(starts: Readonly<Record<string, BrokenStart>>): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  const left = Object.entries(starts).values();
  const lane = async () => {
    for (const [name, start] of left) seen.set(name, await watch(start));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return seen;
}

describe('a worker that can not work', () => {
  it('ends with a sentence when its configuration is broken', async () => {
    const all = await watchAll(BROKEN_CONFIGURATIONS);
    for (const [name, { says }] of Object.entries(BROKEN_CONFIGURATIONS)) {
      const { said, wasReady, exitCode } = all.get(name) ?? {};
      expect([name, said]).toEqual([name, expect.stringMatching(says)]);
      expect([name, wasReady, [1, 2].includes(exitCode ?? 0)]).toEqual([name, false, true]);
    }
    expect(all.size).toBeGreaterThanOrEqual(10);
  }, 120_000);

  it('is never ready when a system is broken, and says which', async () => {
    const all = await watchAll(BROKEN_SYSTEMS);
    for (const [name, { says }] of Object.entries(BROKEN_SYSTEMS)) {
      const { said, wasReady } = all.get(name) ?? {};
      expect([name, said]).toEqual([name, expect.stringMatching(says)]);
      expect([name, wasReady]).toEqual([name, false]);
    }
    expect(all.size).toBeGreaterThanOrEqual(10);
  }, 120_000);

  it('would be seen to be ready if it was', async () => {
    const { wasReady } = await watch({ broken: () => ({}), says: /^ready$/ });
    expect(wasReady).toBe(true);
  }, 60_000);
});
