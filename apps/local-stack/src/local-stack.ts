import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, startPage } from '@spotler-connector/local-page';
import {
  onPort,
  type ServiceAddresses,
  startServices,
  startWorkerProcess,
  type WorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import type { LocalStackOptions } from './command-line.ts';
import { howToPlay } from './how-to-play.ts';
import { movedPorts } from './moved-ports.ts';
import { openBrowser } from './open-browser.ts';
import type { Act } from './scenario.ts';
import type { Screen } from './screen.ts';
import { showScenario } from './show-scenario.ts';

/** The limit on erasures that the product has by default. */
const LIMIT = 500;
/** The limit with a page: low enough to see the brake with a hundred people. */
const PAGE_LIMIT = 50;

/**
 * Runs the local stack. Resolves to the exit code: 0 when Spotler agrees with the policy for every record, 1
 * when not. Without `once` it stays up until SIGINT or SIGTERM.
 */
export async function runLocalStack(options: LocalStackOptions, screen: Screen): Promise<number> {
  const page = options.once ? undefined : await openPage(options, screen);
  const services = await startServices({
    ...options,
    dataverse: { onChange: page?.onChange },
    onContact: page?.onContact,
  });
  const state = await mkdtemp(join(tmpdir(), 'spotler-state-'));
  for (const line of movedPorts(options, services)) screen.say(line);
  screen.heading('Spotler Connector, everything on this machine');
  const limit = page === undefined ? LIMIT : PAGE_LIMIT;
  const addresses: ServiceAddresses =
    (await page?.connect(services, { stateFolder: state, limit })) ?? services;
  let following = false;
  let environment: Record<string, string> = {};
  function startWorker(settings: Act['settings']): Promise<WorkerProcess> {
    environment = {
      ...workerEnvironment(addresses, settings),
      SPOTLER_STATE: `file:${state}`,
      ANONYMIZATION_LIMIT: String(limit),
    };
    screen.say('Starting a worker …');
    return (page?.startWorker ?? startWorkerProcess)({
      environment,
      onSettled: (line) => following && screen.settled(line),
      onLine: options.workerLog ? screen.say : undefined,
    });
  }
  const { agreeing, worker, contactId } = await showScenario(
    { ...services, startWorker, ...options },
    page === undefined ? screen : alsoOn(page, screen),
  );
  if (!options.once) {
    following = true;
    page?.open();
    screen.heading('Still running; Ctrl-C stops it');
    screen.say(howToPlay(services, environment, contactId));
    if (page !== undefined) screen.say(`Look at all of it, and break it: ${page.url}`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    screen.say('Stopping.');
  }
  await worker.stop();
  await page?.close();
  await services.close();
  await rm(state, { recursive: true });
  return agreeing ? 0 : 1;
}

/** Starts the page before everything else, so that one can watch from the beginning. */
async function openPage(options: LocalStackOptions, screen: Screen): Promise<Page> {
  const page = await onPort(options.pagePort, (port) => startPage({ port }));
  screen.say(`See it in your browser: ${page.url}`);
  if (options.open) openBrowser(page.url, () => screen.say('There is no browser to open here.'));
  return page;
}

/** A screen that shows the page's readers, too, how far the scenario is. */
function alsoOn(page: Page, screen: Screen): Screen {
  let steps = 0;
  return {
    ...screen,
    heading(text) {
      page.show(`A tour of the policy is playing: ${text}`);
      screen.heading(text);
    },
    result(result) {
      steps += 1;
      const { step, recordId } = result;
      const text = `A tour of the policy is playing, step ${steps}: ${step.table} ${step.change}`;
      page.show(text, { table: step.table, id: recordId });
      screen.result(result);
    },
  };
}
