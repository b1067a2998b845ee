import { readFile } from 'node:fs/promises';
import type { Clock } from '@spotler-connector/clock';
import type { FieldMapping } from '@spotler-connector/dataverse';
import {
  type DataverseSimulator,
  type DataverseSimulatorOptions,
  startDataverseSimulator,
} from '@spotler-connector/dataverse-simulator';
import {
  readTopology,
  type ServiceBusEmulator,
  startServiceBusEmulator,
} from '@spotler-connector/service-bus-emulator';
import { type SpotlerSimulator, startSpotlerSimulator } from '@spotler-connector/spotler-simulator';
import { registerServices } from './register-services.ts';

/** The queue that Dataverse publishes to, as infra/service-bus/config.json has it. */
export const QUEUE = 'dataverse-changes';

/** A port that was chosen, or a usual one that may be replaced. */
export interface WantedPort {
  /** 0 takes any free one. */
  readonly port: number;
  /** Whether another port will do when this one is in use. */
  readonly orAnother: boolean;
}

/** Options of {@link startServices}: ports and behaviour. */
export interface ServiceOptions {
  /** Default: any free port. */
  readonly serviceBusPort?: WantedPort | undefined;
  /** Default: any free port. */
  readonly dataversePort?: WantedPort | undefined;
  /** Default: any free port. */
  readonly spotlerPort?: WantedPort | undefined;
  /** Spotler's answer to an anonymization. Default 410. */
  readonly anonymizeStatus?: 410 | 204 | 200 | undefined;
  /** How Dataverse behaves, such as how late, how often and in what order it publishes. */
  readonly dataverse?:
    | Pick<
        DataverseSimulatorOptions,
        'absence' | 'delivery' | 'serviceProtection' | 'latencyMs' | 'onChange' | 'clock'
      >
    | undefined;
  /** Time of Spotler. Default: the machine's. */
  readonly spotlerClock?: Clock | undefined;
  /** Told the id of each contact that Spotler wrote or anonymized. Default: nobody is told. */
  readonly onContact?: ((externalId: string) => void) | undefined;
  /** The queue that Dataverse publishes to. Default: {@link QUEUE}. */
  readonly queue?: OwnQueue | undefined;
  /**
   * Whether steps and the Spotler Job table are registered, so that changes reach the queue. Default: they
   * are.
   */
  readonly registered?: boolean | undefined;
  /** The column of external ids, for the registration. Default: none, they are the records' own. */
  readonly externalIdColumn?: string | undefined;
  /** Columns and the Spotler properties they become, for the registration. Default: the product's own. */
  readonly mapping?: FieldMapping | undefined;
}

/** A queue that infra/service-bus/config.json does not have. */
export interface OwnQueue {
  /** As infra/service-bus/config.json would name it. */
  readonly name: string;
  /** As the official client's `CreateQueueOptions`, such as `{ lockDuration: 'PT5S' }`. */
  readonly options: Parameters<ServiceBusEmulator['createQueue']>[1];
}

const ANY_PORT: WantedPort = { port: 0, orAnother: true };

/** The three systems around the connector, running on this machine. */
export interface Services {
  /** The Service Bus emulator. */
  readonly serviceBus: ServiceBusEmulator;
  /** The Dataverse simulator. */
  readonly dataverse: DataverseSimulator;
  /** The Spotler simulator. */
  readonly spotler: SpotlerSimulator;
  /** Ends all three. */
  close(): Promise<void>;
}

/** Starts the emulator and both simulators. Rejects with a {@link PortInUse} when a chosen port is taken. */
export async function startServices(options: ServiceOptions = {}): Promise<Services> {
  const { serviceBusPort = ANY_PORT, dataversePort = ANY_PORT, spotlerPort = ANY_PORT } = options;
  const config = new URL('../../../infra/service-bus/config.json', import.meta.url);
  const topology = readTopology(JSON.parse(await readFile(config, 'utf8')));
  const started: { close(): Promise<unknown> }[] = [];
  async function close(): Promise<void> {
    for (const service of started.reverse()) await service.close();
  }
  async function start<T extends { close(): Promise<unknown> }>(
    wanted: WantedPort,
    on: (port: number) => Promise<T>,
  ): Promise<T> {
    const service = await onPort(wanted, on);
    started.push(service);
    return service;
  }

  try {
    const serviceBus = await start(serviceBusPort, (port) => startServiceBusEmulator({ port, topology }));
    const spotler = await start(spotlerPort, (port) =>
      startSpotlerSimulator({
        port,
        anonymizeStatus: options.anonymizeStatus ?? 410,
        clock: options.spotlerClock,
        onChange: options.onContact,
      }),
    );
    if (options.queue !== undefined) serviceBus.createQueue(options.queue.name, options.queue.options);
    const dataverse = await start(dataversePort, (port) =>
      startDataverseSimulator({ port, bare: true, ...options.dataverse }),
    );
    if (options.registered ?? true) {
      const { externalIdColumn, mapping } = options;
      const queue = options.queue?.name ?? QUEUE;
      await registerServices(dataverse, serviceBus, { queue, externalIdColumn, mapping });
    }
    return { serviceBus, dataverse, spotler, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A chosen port is taken. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';

  constructor(port: number) {
    super(`Port ${port} is in use. Choose another one, or 0 for any free one; --help lists the options.`);
  }
}

/**
 * Starts something on a port, or on another one when that will do. Rejects with a {@link PortInUse} when it
 * will not.
 */
export async function onPort<T>(
  { port, orAnother }: WantedPort,
  start: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await start(port);
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    if (orAnother) return start(0);
    throw new PortInUse(port);
  }
}

function isPortTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
}
