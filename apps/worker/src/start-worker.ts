import type { ServiceBusReceivedMessage } from '@azure/service-bus';
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
import { createSettler, type Settler } from '@spotler-connector/settlement';
import type { SpotlerClient } from '@spotler-connector/spotler-sdk';
import { startHealthServer } from './health-server.ts';
import { createHeldMessages } from './intake/held-messages.ts';
import { createIntake, type Intake } from './intake/intake.ts';
import { createMessageStream } from './intake/message-stream.ts';
import { createPeekIntake } from './intake/peek-intake.ts';
import { createSideWatch, type SideWatch } from './intake/side-watch.ts';
import { watchForSilence } from './intake/silence-watch.ts';
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
/** A queue that is silent for so long, with a message waiting in it, has a receiver that went deaf. */
const SILENCE_MS = 60_000;

/** A worker that is running. */
export interface Worker {
  /** The port of the health endpoints. */
  healthPort: number;
  /** Lets nothing more in, finishes what runs within the grace time, gives back the rest, and closes. */
  stop(): Promise<void>;
}

/** Both sides, connected as configured. */
interface Connections {
  dataverse: DataverseRecords;
  spotler: SpotlerClient;
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
  const intake = createMessageStream({
    connect: () => receiveMessages(configuration.serviceBus),
    open: (messages, heard) => createIntakeFor(configuration, messages, { work, logger, heard }),
    closeMs: CLOSE_MS,
  });
  const health = await startHealthServer(configuration.healthPort, {
    readiness: () => readiness(watch, stopping),
  });
  intake.resume();
  if (!configuration.dryRun) {
    void watchForSilence({
      lastHeard: () => intake.lastHeard(),
      oldestWaiting: () => oldestWaiting(configuration),
      rebuild() {
        logger.warn('receiver silent');
        intake.rebuild();
      },
      silenceMs: SILENCE_MS,
      signal: stopping.draining.signal,
    });
  }
  return {
    healthPort: health.port,
    async stop() {
      stopping.draining.abort();
      watch.stop();
      intake.pause();
      const grace = await within(configuration.shutdownGraceSeconds * 1_000, intake.idle());
      stopping.aborting.abort();
      if (grace === 'late') await within(CLOSE_MS, intake.idle());
      await intake.close();
      connections.spotler.close();
      await health.close();
    },
  };
}

function connect({ dataverse, spotler }: Configuration): Connections {
  return { dataverse: connectRecords(dataverse), spotler: connectSpotler(spotler) };
}

/** Looks into the queue over a connection of its own: the one in use may be what is broken. */
async function oldestWaiting({ serviceBus }: Configuration): Promise<{ sequenceNumber: string } | undefined> {
  const { client, receiver } = receiveMessages(serviceBus);
  try {
    const [oldest] = await receiver.peekMessages(1);
    return oldest?.sequenceNumber && { sequenceNumber: oldest.sequenceNumber.toString() };
  } finally {
    await within(CLOSE_MS, client.close());
  }
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
  { work, logger, heard }: { work: RecordWork; logger: Logger; heard: () => void },
): Intake {
  const { externalIdColumn } = dataverse;
  const held = createHeldMessages();
  const settler: Settler = dryRun ? { settle: async () => 'settled' } : createSettler(receiver);
  const handle = async (message: ServiceBusReceivedMessage) => {
    heard();
    const { released, done } = held.hold();
    await processMessage(message, {
      receiver,
      work,
      logger,
      settler,
      released,
      ...(externalIdColumn !== undefined && { externalIdColumn }),
    });
    done();
  };
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
