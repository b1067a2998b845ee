import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApp } from '@spotler-connector/bundling';
import { systemClock } from '@spotler-connector/clock';
import {
  type Services,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { median } from './median.ts';

/** From the start of the process until `/readyz` answers 200. Medians over starts that took turns. */
export interface ColdStart {
  /** Milliseconds of the bundled worker, as it is in the image, source maps included. */
  readonly bundledMs: number;
  /** Milliseconds of the worker from its sources. */
  readonly sourceMs: number;
  /** Bundled divided by source, per pair. */
  readonly ratio: number;
}

/** Size of the measurement. */
export interface ColdStartOptions {
  /** Starts of each kind. Default 9. */
  readonly starts?: number | undefined;
}

const WORKER = fileURLToPath(new URL('../../worker', import.meta.url));
const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };

/** Starts the worker from its bundle and from its sources by turns, against services on this machine. */
export async function benchColdStart({ starts = 9 }: ColdStartOptions = {}): Promise<ColdStart> {
  const folder = await mkdtemp(join(tmpdir(), 'cold-start-'));
  const services = await startServices();
  try {
    const { entry: bundle } = await bundleApp({ folder: WORKER, outFolder: folder });
    const source = join(WORKER, 'src/main.ts');
    const pairs: Array<{ bundled: number; source: number }> = [];
    for (let count = 0; count < starts; count++) {
      pairs.push({
        bundled: await readyAfter(bundle, services, { NODE_OPTIONS: '--enable-source-maps' }),
        source: await readyAfter(source, services),
      });
    }
    return {
      bundledMs: median(pairs.map(({ bundled }) => bundled)),
      sourceMs: median(pairs.map((pair) => pair.source)),
      ratio: median(pairs.map((pair) => pair.bundled / pair.source)),
    };
  } finally {
    await services.close();
    await rm(folder, { recursive: true });
  }
}

async function readyAfter(
  entry: string,
  services: Services,
  options: Readonly<Record<string, string>> = {},
): Promise<number> {
  let port = 0;
  const begin = systemClock.monotonic();
  const worker = await startWorkerProcess({
    entry,
    environment: { ...workerEnvironment(services, SETTINGS), ...options },
    onLine(line) {
      port = Number(/"port":(\d+)/.exec(line)?.[1] ?? port);
    },
  });
  const timeout = AbortSignal.timeout(30_000);
  while (!(await fetch(`http://127.0.0.1:${port}/readyz`)).ok) await systemClock.sleep(2, timeout);
  const ms = systemClock.monotonic() - begin;
  await worker.stop();
  return ms;
}
