import {
  QUEUE,
  registerServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import { useProxies } from '@spotler-connector/proxies';
import pc from 'picocolors';
import { endAfter, runCommand } from '../run-command.ts';
import { createScreen } from '../screen.ts';
import { showScenario } from '../show-scenario.ts';
import { connectElsewhere } from './connect-elsewhere.ts';
import { type ScenarioOptions, scenarioCommand } from './scenario-command.ts';
import { waitFor } from './wait-for.ts';

/** The longest run, in milliseconds: a script that waits must get an answer. */
const MAX_RUN_MS = 180_000;

async function play(options: ScenarioOptions): Promise<number> {
  useProxies(process);
  const { addresses, worker: entry, addressDomain, workerLog } = options;
  if (options.waitFor !== undefined) await waitFor(options.waitFor);
  endAfter(MAX_RUN_MS, '. Does another worker read the queue? --worker-log shows what ours does.');
  const { stdout } = process;
  const screen = createScreen((text) => stdout.write(text), stdout.isTTY === true && pc.isColorSupported);
  const services = await connectElsewhere(addresses);
  await registerServices(addresses.dataverse, addresses.serviceBus, { queue: QUEUE });
  screen.heading('Spotler Connector, with services that run elsewhere');
  const { agreeing, worker } = await showScenario(
    {
      ...services,
      serviceBus: addresses.serviceBus,
      addressDomain,
      startWorker: (settings) =>
        startWorkerProcess({
          environment: workerEnvironment(addresses, settings),
          entry,
          onLine: workerLog ? screen.say : undefined,
        }),
    },
    screen,
  );
  await worker.stop();
  return agreeing ? 0 : 1;
}

process.exit(await runCommand(process.argv, scenarioCommand, play));
