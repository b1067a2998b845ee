import type { Configuration } from '@spotler-connector/configuration';
import { receiveMessages, spotlerTarget } from '@spotler-connector/connections';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import { checkMapping } from './check-mapping.ts';
import { connectSides, type Sides } from './connect-sides.ts';
import { startHealthServer } from './health-server.ts';
import { createMessageStream } from './intake/message-stream.ts';
import type { SideWatch } from './intake/side-watch.ts';
import { keepReceiving } from './keep-receiving.ts';
import { patientWork } from './messages/patient-work.ts';
import { createRecordWork, type RecordWork } from './messages/record-work.ts';
import { openIntake } from './open-intake.ts';
import { readiness } from './readiness.ts';
import { reconcileRecordWith } from './reconcile-record.ts';
import { measureReconcile } from './telemetry/measure-reconcile.ts';
import { workerTelemetry } from './telemetry/worker-telemetry.ts';
import { watchSides } from './watch-sides.ts';
import { within } from './within.ts';

/** A message is held this long while a side is away, then given back. */
const PATIENCE_MS = 60_000;
const FIRST_DELAY_MS = 500;
/** Closing talks to the network, which may be what is broken. */
const CLOSE_MS = 5_000;

/** A worker that is running. */
export interface Worker {
  /** The port of the health endpoints. */
  healthPort: number;
  /** Lets nothing more in, finishes what runs within the grace time, gives back the rest, and closes. */
  stop(): Promise<void>;
}

/** The two steps of stopping: `draining` begins nothing new, `aborting` ends what still waits. */
interface Stopping {
  draining: AbortController;
  aborting: AbortController;
}

/**
 * Builds the worker and starts it. Rejects when the health port is in use, and with a `ConfigurationFileError`
 * when the field mapping does not fit; nothing has been received then.
 */
export async function startWorker(configuration: Configuration, logger: Logger): Promise<Worker> {
  const telemetry = workerTelemetry(configuration, logger);
  const sides = connectSides(configuration, telemetry);
  if (configuration.syncContacts) await checkMapping(sides.mapping, sides.spotler);
  const stopping = { draining: new AbortController(), aborting: new AbortController() };
  const draining = stopping.draining.signal;
  const watch = watchSides(sides, {
    logger,
    telemetry,
    pause: () => intake.pause(),
    resume() {
      if (!draining.aborted) intake.resume();
    },
  });
  const work = recordWork(configuration, { sides, watch, telemetry, stopping });
  const intake = createMessageStream({
    connect: () => receiveMessages(configuration.serviceBus),
    open: (messages, heard) =>
      openIntake(configuration, messages, {
        work,
        logger,
        telemetry,
        heard,
        failed: (error) => upkeep.failed(error),
      }),
    closeMs: CLOSE_MS,
  });
  const upkeep = keepReceiving(configuration, { intake, logger, telemetry, signal: draining });
  telemetry.observe({
    inFlight: () => intake.inFlight,
    waiting: () => work.size.waiting,
    running: () => work.size.running,
  });
  const health = await startHealthServer(configuration.healthPort, {
    readiness: () => readiness(watch.outages, draining.aborted),
    metrics: () => telemetry.prometheus(),
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
      await intake.close();
      sides.spotler.close();
      await health.close();
      await telemetry.close();
    },
  };
}

interface WorkParts {
  sides: Sides;
  watch: SideWatch;
  telemetry: Telemetry;
  stopping: Stopping;
}

function recordWork(
  configuration: Configuration,
  { sides, watch, telemetry, stopping }: WorkParts,
): RecordWork {
  const run = reconcileRecordWith({
    records: sides.records,
    target: spotlerTarget(sides.spotler),
    configuration,
    note(outcome, durationMs) {
      watch.note(outcome);
      telemetry.reconciled(measureReconcile(outcome, durationMs));
    },
    draining: stopping.draining.signal,
    signal: stopping.aborting.signal,
  });
  const work = createRecordWork(configuration.maxConcurrentReconciles, run, telemetry.coalesced);
  return patientWork(work, watch, {
    patienceMs: PATIENCE_MS,
    firstDelayMs: FIRST_DELAY_MS,
    signal: stopping.draining.signal,
  });
}
