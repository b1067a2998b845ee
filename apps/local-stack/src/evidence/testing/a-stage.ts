import type { Table } from '@spotler-connector/anonymization-policy';
import {
  inventedColumns,
  type ServiceOptions,
  type Services,
  type SettledLine,
  until,
  type WorkerProcess,
} from '@spotler-connector/local-services';
import { type Front, startFront } from '@spotler-connector/local-services/front';
import { aMutant } from '../../testing/a-mutant.ts';
import { aWorker, endLater, theServices } from '../../testing/running-services.ts';

/** Options of {@link aStage}. */
export interface StageOptions {
  readonly services?: ServiceOptions | undefined;
  /** Settings of the worker besides the usual ones. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** A worker that reaches both systems through fronts. */
export interface Stage extends Services {
  readonly spotlerFront: Front;
  readonly dataverseFront: Front;
  /** Starts the worker, after stopping the one that runs; as a mutant without `mutants`' guards. */
  start(options?: {
    readonly mutants?: readonly string[] | undefined;
    readonly environment?: Record<string, string> | undefined;
  }): Promise<void>;
  stop(): Promise<void>;
  /** Makes a record and waits until its contact is in Spotler, which then allows every kind of mail. */
  person(table?: Table, columns?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Waits for a line about a settled message that has these fields. */
  settled(wanted: Readonly<Record<string, unknown>>): Promise<SettledLine>;
  /** Lines of the running worker's log, by event. */
  logged(event: string): readonly Record<string, unknown>[];
}

/** Bits of the account's permissions. */
const ALL_PERMISSIONS = [{ bit: 1, enabled: true }];

let people = 0;

/** Starts services, fronts before both systems and a worker. `endAll` ends them. */
export async function aStage(options: StageOptions = {}): Promise<Stage> {
  const services = await theServices(options.services);
  const { spotler, dataverse } = services;
  const spotlerFront = await aFront(spotler.baseUrl);
  const dataverseFront = await aFront(dataverse.url);
  const addresses = {
    serviceBus: services.serviceBus,
    spotler: { ...spotler, baseUrl: spotlerFront.through(spotler.baseUrl) },
    dataverse: { url: dataverseFront.origin },
  };
  let running: { worker: WorkerProcess; lines: string[] } | undefined;

  const stage: Stage = {
    ...services,
    spotlerFront,
    dataverseFront,
    async start({ mutants = [], environment = {} } = {}) {
      await stage.stop();
      running = await aWorker(addresses, { ...options.environment, ...environment }, mutants.map(aMutant));
    },
    async stop() {
      await running?.worker.stop();
      running = undefined;
    },
    async person(table = 'contact', columns = {}) {
      const id = await dataverse.create(table, {
        ...inventedColumns(table, ++people, 'canary.example'),
        ...columns,
      });
      const [given] = Object.values(columns).filter(
        (value) => typeof value === 'string' && /^S-/.test(value),
      );
      const externalId = typeof given === 'string' ? given : id;
      await stage.settled({ recordId: id, messageName: 'Create', settlement: 'complete' });
      await until(() => spotler.contact(externalId) !== undefined);
      spotler.seed([{ externalId, properties: { permissions: ALL_PERMISSIONS } }]);
      return id;
    },
    async settled(wanted) {
      const found = () => running?.worker.settled.find((line) => has(line, wanted));
      await until(() => found() !== undefined);
      return found() ?? {};
    },
    logged: (event) => (running?.lines ?? []).map(parsed).filter((line) => line['event'] === event),
  };
  await stage.start();
  return stage;
}

async function aFront(upstream: string): Promise<Front> {
  const front = await startFront({ upstream });
  endLater(() => front.close());
  return front;
}

function has(line: SettledLine, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([field, value]) => Reflect.get(line, field) === value);
}

function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
