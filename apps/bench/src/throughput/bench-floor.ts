import type { Measurement } from '../report.ts';
import { startBareClient, startWorkerWithoutSystems } from './contender.ts';
import { measureRun, type Run } from './measure-run.ts';
import { medianRun } from './median-run.ts';
import { startSystems } from './systems-process.ts';

/** Medians of the runs of each: what the worker costs when nothing has to be waited for. */
export interface Floor {
  readonly bareClient: Run;
  readonly worker: Run;
}

/** Size of the measurement. */
export interface FloorOptions {
  /** Messages of a run, each about another record. Default 3000. */
  readonly messages?: number | undefined;
  /** Runs of each, in turn. Default 5. */
  readonly rounds?: number | undefined;
}

/** Measures the worker with systems in its memory beside the official client that only completes. */
export async function benchFloor({ messages = 3_000, rounds = 5 }: FloorOptions = {}): Promise<Floor> {
  const systems = await startSystems();
  try {
    const fill = { records: messages, changes: 1, order: 'shuffled', refusing: false } as const;
    const whoAmI = await fetch(`${systems.addresses.dataverse.url}/api/data/v9.2/WhoAmI`);
    const organizationId = organizationIdIn(await whoAmI.json());
    const bare: Run[] = [];
    const worker: Run[] = [];
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await measureRun(systems, fill, startBareClient));
      worker.push(
        await measureRun(systems, fill, (addresses) => startWorkerWithoutSystems(addresses, organizationId)),
      );
    }
    return { bareClient: medianRun(bare), worker: medianRun(worker) };
  } finally {
    await systems.close();
  }
}

function organizationIdIn(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'OrganizationId' in answer) {
    return String(answer.OrganizationId);
  }
  throw new Error('The Dataverse simulator does not say which organization it is');
}

/** The figure of docs/performance.md. Pure. */
export function floorFigures({ bareClient, worker }: Floor): Measurement[] {
  return [
    {
      what: 'a message with systems that answer at once',
      baseline: 'the official client that only completes',
      ours: `${worker.messagesPerSecond.toFixed(0)} a second`,
      theirs: `${bareClient.messagesPerSecond.toFixed(0)} a second`,
      ratio: bareClient.messagesPerSecond / worker.messagesPerSecond,
      limit: 1 / 0.8,
    },
  ];
}
