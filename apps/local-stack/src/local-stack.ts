import { once } from 'node:events';
import {
  QUEUE,
  type Services,
  startServices,
  startWorkerProcess,
  workerEnvironment,
} from '@spotler-connector/local-services';
import type { LocalStackOptions } from './command-line.ts';
import type { Act } from './scenario.ts';
import type { Screen } from './screen.ts';
import { showScenario } from './show-scenario.ts';

/**
 * Runs the local stack. Resolves to the exit code: 0 when Spotler agrees with the policy for every record, 1
 * when not. Without `once` it stays up until SIGINT or SIGTERM.
 */
export async function runLocalStack(options: LocalStackOptions, screen: Screen): Promise<number> {
  const services = await startServices(options);
  screen.heading('Spotler Connector, everything on this machine');
  let following = false;
  const startWorker = (settings: Act['settings']) =>
    startWorkerProcess({
      environment: workerEnvironment(services, settings),
      onSettled: (line) => following && screen.settled(line),
      ...(options.workerLog && { onLine: (line) => screen.say(line) }),
    });
  const { agreeing, worker } = await showScenario({ ...services, startWorker, ...options }, screen);
  if (!options.once) {
    following = true;
    sayHowToPlay(services, screen);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    screen.say('Stopping.');
  }
  await worker.stop();
  await services.close();
  return agreeing ? 0 : 1;
}

function sayHowToPlay({ serviceBus, dataverse, spotler }: Services, screen: Screen): void {
  screen.heading('Still running; Ctrl-C stops it');
  screen.say(`Service Bus   ${serviceBus.connectionString}
              queue ${QUEUE}
Dataverse     ${dataverse.url}/api/data/v9.2/   (no sign-in needed)
Spotler       ${spotler.baseUrl}
              consumer key ${spotler.consumerKey}, consumer secret ${spotler.consumerSecret}

Create a person and watch what the worker does:
  curl -X POST ${dataverse.url}/api/data/v9.2/contacts \\
    -H 'content-type: application/json' -d '{"lastname": "Invented", "emailaddress1": "invented@example.org"}'

Order an anonymization with a Spotler Job, and read its result:
  curl -X POST ${dataverse.url}/_simulator/jobs -d '{"table": "contact", "id": "<id of a contact>"}'
  curl ${dataverse.url}/_simulator/spotler_job
`);
}
