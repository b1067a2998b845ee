import { aChangeMessage, send, type WorkerProcess } from '@spotler-connector/local-services';
import { createSpotlerClient } from '@spotler-connector/spotler-sdk';
import { runScenario, type Stage, type StagedServices, type StepResult } from './run-scenario.ts';
import { SCENARIO } from './scenario.ts';
import type { Screen } from './screen.ts';

/** Everything that the scenario is shown with. */
export interface Show extends Pick<Stage, 'startWorker' | 'addressDomain'> {
  readonly dataverse: StagedServices['dataverse'];
  /** For messages that Dataverse sends late. */
  readonly serviceBus: { readonly connectionString: string };
  readonly spotler: StagedServices['spotler'] & {
    baseUrl: string;
    consumerKey: string;
    consumerSecret: string;
  };
}

/**
 * Plays the scenario and shows each step. Resolves to whether Spotler agrees with the policy for every
 * record, to the worker of the last act, still running, and to a contact that is in Spotler then.
 */
export async function showScenario(
  { dataverse, spotler, serviceBus, startWorker, addressDomain }: Show,
  screen: Screen,
): Promise<{ agreeing: boolean; worker: WorkerProcess; contactId: string }> {
  const { baseUrl, consumerKey, consumerSecret } = spotler;
  const spotlerClient = createSpotlerClient({ baseUrl, consumerKey, consumerSecret });
  try {
    const { results, worker } = await runScenario(SCENARIO, {
      services: {
        dataverse,
        spotler,
        sendLate: ({ table, id }) => send(serviceBus.connectionString, [aChangeMessage(id, table)]),
      },
      spotlerClient,
      startWorker,
      addressDomain,
      onSeeded: (records) =>
        screen.say(`${records} eligible records created in Dataverse; all are contacts in Spotler now.`),
      onAct(act) {
        screen.heading(act.title);
        screen.columns();
      },
      onResult: (result) => screen.result(result),
    });
    return { agreeing: sayVerdict(results, screen), worker, contactId: contactIn(results) };
  } finally {
    spotlerClient.close();
  }
}

function contactIn(results: readonly StepResult[]): string {
  return results.find(({ step }) => step.person === 'contact control')?.recordId ?? '';
}

function sayVerdict(results: readonly StepResult[], screen: Screen): boolean {
  const records = new Map<string, boolean>();
  for (const { recordId, agrees } of results)
    records.set(recordId, agrees && (records.get(recordId) ?? true));
  const agreeing = [...records.values()].filter(Boolean).length;
  screen.say(`\nSpotler agrees with the policy for ${agreeing} of ${records.size} records.`);
  return agreeing === records.size;
}
