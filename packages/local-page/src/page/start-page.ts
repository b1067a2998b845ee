import type { ServerResponse } from 'node:http';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { type Clock, systemClock } from '@spotler-connector/clock';
import type { RowChange } from '@spotler-connector/dataverse-simulator';
import type {
  ServiceAddresses,
  Services,
  WorkerProcess,
  WorkerProcessOptions,
} from '@spotler-connector/local-services';
import { createWorkerPool } from '../actions/worker-pool.ts';
import { createPageModel } from '../model/page-model.ts';
import { createEventStreams } from '../server/event-streams.ts';
import { createPageFiles } from '../server/page-files.ts';
import { startServer } from '../server/start-server.ts';
import { connectStage, type Stage } from './connect-stage.ts';
import { openStory } from './open-story.ts';
import { readPart, readWish } from './read-view.ts';

/** Options of {@link startPage}. */
export interface PageOptions {
  /** The port. Default 0: any free one. */
  readonly port?: number | undefined;
  /** Time. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** Options of {@link Page.connect}. */
export interface ConnectOptions {
  /** The folder that `SPOTLER_STATE` names. */
  readonly stateFolder: string;
  /** The limit on erasures that the workers are started with. */
  readonly limit: number;
}

/** The page of a local stack. */
export interface Page {
  /** Its address. */
  readonly url: string;
  /** Takes in a change of Dataverse's. */
  onChange(change: RowChange): void;
  /** Takes in the id of a contact that Spotler wrote or anonymized. */
  onContact(id: string): void;
  /**
   * Shows these systems, and lets the page break them. Resolves to their addresses for workers: these lead
   * through what breaks them.
   */
  connect(services: Services, options: ConnectOptions): Promise<ServiceAddresses>;
  /** Starts a worker that the page shows, and can end. */
  startWorker(options: WorkerProcessOptions): Promise<WorkerProcess>;
  /**
   * Says how far a tour has come, and tells the story of the record that it is about; until it is
   * {@link Page.open}, the page only shows.
   */
  show(text: string, record?: RecordRef | undefined): void;
  /** Lets whoever looks at the page change things. */
  open(): void;
  /** Readers of the page now. */
  readonly readers: number;
  /** Connections to the page that are open now. */
  connections(): Promise<number>;
  /** Ends the workers that it shows, and the page. */
  close(): Promise<void>;
}

const EMPTY_QUEUE = { waiting: 0, scheduled: 0, dead: 0, rows: [] };
const NO_BRAKE = { limit: 0, used: 0, released: 0, held: 0 };

/**
 * Starts the page, on this machine only. It shows nothing until it is connected. Rejects when the port is in
 * use.
 */
export async function startPage({ port = 0, clock = systemClock }: PageOptions = {}): Promise<Page> {
  const model = createPageModel(clock);
  const streams = createEventStreams(model.parts, clock);
  const workers = createWorkerPool(model);
  let stage: Stage | undefined;

  function stream(response: ServerResponse, query: URLSearchParams): void {
    const { find, record } = readWish(query);
    const evidence = () => stage?.evidence;
    const story = record === undefined ? undefined : openStory(record, { model, evidence, clock });
    response.once('close', () => story?.close());
    streams.add(response, (part) =>
      readPart(part, {
        model,
        find,
        story,
        watched: {
          queue: () => stage?.watched.queue() ?? EMPTY_QUEUE,
          brake: () => stage?.watched.brake() ?? NO_BRAKE,
        },
      }),
    );
  }

  const server = await startServer(port, {
    files: createPageFiles(),
    stream,
    async perform(command) {
      if (stage === undefined || model.stage().phase !== 'ready')
        throw new Error('The tour is still playing. Try again when it has ended.');
      await stage.perform(command);
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}/`,
    onChange: model.records.onChange,
    onContact: model.contacts.onContact,
    async connect(services, options) {
      stage = await connectStage({ services, ...options, model, workers, clock });
      return stage.addresses;
    },
    startWorker: workers.start,
    show: (text, record) => model.setStage({ phase: 'playing', text, record: record ?? null }),
    open: () => model.setStage({ phase: 'ready', text: '', record: null }),
    get readers() {
      return streams.count;
    },
    connections: server.connections,
    async close() {
      streams.close();
      await server.close();
      await stage?.close();
    },
  };
}
