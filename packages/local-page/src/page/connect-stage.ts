import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@spotler-connector/clock';
import { QUEUE, type ServiceAddresses, type Services } from '@spotler-connector/local-services';
import { startFront } from '@spotler-connector/local-services/front';
import { createFolderObjectStore, type ObjectStore } from '@spotler-connector/object-store';
import { planFor } from '../actions/fault-plans.ts';
import { perform } from '../actions/perform.ts';
import { createOperator } from '../actions/run-operator.ts';
import type { WorkerPool } from '../actions/worker-pool.ts';
import type { PageModel } from '../model/page-model.ts';
import type { Command } from '../view/command.ts';
import type { FaultName } from '../view/view.ts';
import { watchBrake } from '../watch/watch-brake.ts';
import { watchQueue } from '../watch/watch-queue.ts';
import { watchReadiness } from '../watch/watch-readiness.ts';
import type { Watched } from './read-view.ts';

/** The systems that the page shows and steers. */
export interface Stage {
  /** The addresses of the systems, through what can break them. */
  readonly addresses: ServiceAddresses;
  readonly watched: Watched;
  readonly evidence: ObjectStore;
  perform(command: Command): Promise<void>;
  close(): Promise<void>;
}

/** Options of {@link connectStage}. */
export interface StageOptions {
  readonly services: Services;
  /** The folder of `SPOTLER_STATE`. */
  readonly stateFolder: string;
  /** The limit on erasures that the workers have. */
  readonly limit: number;
  readonly model: PageModel;
  readonly workers: WorkerPool;
  readonly clock: Clock;
}

/** Puts a front before both systems, and watches all. */
export async function connectStage(options: StageOptions): Promise<Stage> {
  const { services, stateFolder, limit, model, workers, clock } = options;
  const { serviceBus, dataverse, spotler } = services;
  const { parts } = model;
  const fronts = {
    dataverse: await startFront({ upstream: dataverse.url, clock }),
    spotler: await startFront({ upstream: spotler.baseUrl, clock }),
  };
  const folder = await mkdtemp(join(tmpdir(), 'spotler-operator-'));
  const operator = createOperator({ runs: model.runs, environment: workers.environment, folder });
  const state = createFolderObjectStore({ folder: join(stateFolder, 'state'), now: clock.now });
  const evidence = createFolderObjectStore({ folder: join(stateFolder, 'evidence'), now: clock.now });
  const queue = watchQueue({ serviceBus, queue: QUEUE, parts, clock });
  const brake = watchBrake({ state, limit, parts, clock });
  const readiness = watchReadiness(model.workers, clock);
  const stopBrake = parts.onTouched(() => brake.request());
  model.contacts.connect(spotler);

  function setFault(system: 'dataverse' | 'spotler', fault: FaultName): void {
    fronts[system].follow(planFor(fault, clock));
    model.setFault(system, fault);
  }

  return {
    addresses: {
      serviceBus,
      dataverse: { url: fronts.dataverse.through(dataverse.url) },
      spotler: { ...spotler, baseUrl: fronts.spotler.through(spotler.baseUrl) },
    },
    watched: { queue: queue.view, brake: brake.view },
    evidence,
    perform: (command) => perform(command, { services, workers, operator, model, setFault }),
    async close() {
      stopBrake();
      await operator.close();
      await workers.close();
      await Promise.all([brake.close(), queue.close(), readiness.close()]);
      await Promise.all([fronts.dataverse.close(), fronts.spotler.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
