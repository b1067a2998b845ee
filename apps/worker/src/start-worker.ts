import type { Configuration } from '@spotler-connector/configuration';
import {
  connectRecords,
  connectSpotler,
  type DataverseRecords,
  type MessageReceiver,
  receiveMessages,
  spotlerTarget,
} from '@spotler-connector/connections';
import type { Logger } from '@spotler-connector/observability';
import { createSettler } from '@spotler-connector/settlement';
import type { SpotlerClient } from '@spotler-connector/spotler-sdk';
import { startHealthServer } from './health-server.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import { createPeekIntake } from './intake/peek-intake.ts';
import { createSideWatch, type SideWatch } from './intake/side-watch.ts';
import { patientWork } from './messages/patient-work.ts';
import { processMessage } from './messages/process-message.ts';
import { createRecordWork, type RecordWork } from './messages/record-work.ts';
import { reconcileRecordWith } from './reconcile-record.ts';
import { within } from './within.ts';

/** A message is held this long while a side is away, then given back. */
const PATIENCE_MS = 60_000;
const FIRST_DELAY_MS = 500;
/** Messages in hand for each reconcile that may run: the more there are, the more of them are joined. */
const MESSAGES_PER_RECONCILE = 8;
/** Closing talks to the network, which may be what is broken. */
const CLOSE_MS = 5_000;

/** A worker that is running. */
export interface Worker {
  /** The port of the health endpoints. */
  healthPort: number;
  /** Lets nothing more in, finishes what runs within the grace time, gives back the rest, and closes. */
  stop(): Promise<void>;
}

/** Both sides and the queue, connected as configured. */
interface Connections {
  dataverse: DataverseRecords;
  spotler: SpotlerClient;
  messages: MessageReceiver;
}

/** The two steps of stopping: `draining` begins nothing new, `aborting` ends what still waits. */
interface Stopping {
  draining: AbortController;
  aborting: AbortController;
}

/** Builds the worker and starts it. Rejects when the health port is in use. */
export async function startWorker(configuration: Configuration, logger: Logger): Promise<Worker> {
  const connections = connect(configuration);
  const stopping = { draining: new AbortController(), aborting: new AbortController() };
  const watch = createSideWatch(
    {
      source: (signal) => connections.dataverse.connection.whoAmI(signal),
      target: (signal) => connections.spotler.properties.list({ signal }),
    },
    {
      onDown({ side, failure }) {
        const { kind, status, code } = failure;
        logger.error('side down', {
          side,
          kind,
          ...(status !== undefined && { status }),
          ...(code !== undefined && { errorCode: code }),
        });
        intake.pause();
      },
      onUp() {
        logger.info('sides up');
        if (!stopping.draining.signal.aborted) intake.resume();
      },
    },
  );
  const work = recordWork(configuration, connections, watch, stopping);
  const intake = createIntakeFor(configuration, connections.messages, work, logger);
  const health = await startHealthServer(configuration.healthPort, {
    readiness: () => readiness(watch, stopping),
  });
  intake.resume();
  return {
    healthPort: health.port,
    async stop() {
      stopping.draining.abort();
      watch.stop();
      intake.pause();
      const grace = await within(configuration.shutdownGraceSeconds * 1_000, intake.idle());
      stopping.aborting.abort();
      if (grace === 'late') await within(CLOSE_MS, intake.idle());
      await within(CLOSE_MS, close(connections));
      await health.close();
    },
  };
}

function connect({ dataverse, spotler, serviceBus }: Configuration): Connections {
  return {
    dataverse: connectRecords(dataverse),
    spotler: connectSpotler(spotler),
    messages: receiveMessages(serviceBus),
  };
}

async function close({ messages, spotler }: Connections): Promise<void> {
  await messages.receiver.close();
  await messages.client.close();
  spotler.close();
}

function recordWork(
  configuration: Configuration,
  { dataverse, spotler }: Connections,
  watch: SideWatch,
  stopping: Stopping,
): RecordWork {
  const run = reconcileRecordWith({
    records: dataverse.records,
    target: spotlerTarget(spotler),
    configuration,
    note: (outcome) => watch.note(outcome),
    draining: stopping.draining.signal,
    signal: stopping.aborting.signal,
  });
  return patientWork(createRecordWork(configuration.maxConcurrentReconciles, run), watch, {
    patienceMs: PATIENCE_MS,
    firstDelayMs: FIRST_DELAY_MS,
    signal: stopping.draining.signal,
  });
}

function createIntakeFor(
  { dryRun, maxConcurrentReconciles, dataverse }: Configuration,
  { receiver }: MessageReceiver,
  work: RecordWork,
  logger: Logger,
): Intake {
  const { externalIdColumn } = dataverse;
  const handle = (message: Parameters<typeof processMessage>[0]) =>
    processMessage(message, {
      receiver,
      work,
      logger,
      settler: dryRun ? { settle: async () => 'settled' } : settler,
      ...(externalIdColumn !== undefined && { externalIdColumn }),
    });
  const settler = createSettler(receiver);
  const onError = (error: unknown) => logger.warn('receiving failed', { error });
  if (dryRun) return createPeekIntake({ receiver, handle, onError });
  return createIntake({
    receiver,
    handle,
    maxInFlight: maxConcurrentReconciles * MESSAGES_PER_RECONCILE,
    onError: ({ error }) => onError(error),
  });
}

function readiness(watch: SideWatch, { draining }: Stopping): { ready: boolean; reasons: string[] } {
  const reasons = watch.outages.map(({ side, failure }) => {
    const system = side === 'source' ? 'Dataverse' : 'Spotler';
    return `${system}: ${failure.kind}`;
  });
  if (draining.signal.aborted) reasons.push('stopping');
  return { ready: reasons.length === 0, reasons };
}
