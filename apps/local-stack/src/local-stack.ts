import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startServices,
  startWorkerProcess,
  type WorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import type { LocalStackOptions } from './command-line.ts';
import { howToPlay } from './how-to-play.ts';
import { movedPorts } from './moved-ports.ts';
import type { Act } from './scenario.ts';
import type { Screen } from './screen.ts';
import { showScenario } from './show-scenario.ts';

/** The limit on erasures that the product has by default. */
const LIMIT = { ANONYMIZATION_LIMIT: '500' };

/**
 * Runs the local stack. Resolves to the exit code: 0 when Spotler agrees with the policy for every record, 1
 * when not. Without `once` it stays up until SIGINT or SIGTERM.
 */
export async function runLocalStack(options: LocalStackOptions, screen: Screen): Promise<number> {
  const services = await startServices(options);
  const state = await mkdtemp(join(tmpdir(), 'spotler-state-'));
  for (const line of movedPorts(options, services)) screen.say(line);
  screen.heading('Spotler Connector, everything on this machine');
  let following = false;
  let environment: Record<string, string> = {};
  function startWorker(settings: Act['settings']): Promise<WorkerProcess> {
    environment = { ...workerEnvironment(services, settings), SPOTLER_STATE: `file:${state}`, ...LIMIT };
    screen.say('Starting a worker …');
    return startWorkerProcess({
      environment,
      onSettled: (line) => following && screen.settled(line),
      onLine: options.workerLog ? screen.say : undefined,
    });
  }
  const { agreeing, worker, contactId } = await showScenario(
    { ...services, startWorker, ...options },
    screen,
  );
  if (!options.once) {
    following = true;
    screen.heading('Still running; Ctrl-C stops it');
    screen.say(howToPlay(services, environment, contactId));
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    screen.say('Stopping.');
  }
  await worker.stop();
  await services.close();
  await rm(state, { recursive: true });
  return agreeing ? 0 : 1;
}
