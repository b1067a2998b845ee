import type { Configuration } from '@spotler-connector/configuration';
import type { Logger } from '@spotler-connector/observability';
import { createReplaceableReceiver, receiveMessages } from '@spotler-connector/service-bus';
import pTimeout from 'p-timeout';
import { connectSides } from './connect-systems.ts';
import { connectWork, type Stopping } from './connect-work.ts';
import { checkJobTable } from './health/check-job-table.ts';
import { checkMapping } from './health/check-mapping.ts';
import { startHealthServer } from './health/health-server.ts';
import { readiness } from './health/readiness.ts';
import { keepReceiving } from './keep-receiving.ts';
import { openIntake } from './open-intake.ts';
import { workerTelemetry } from './telemetry/worker-telemetry.ts';
import { watchSides } from './work/watch-systems.ts';

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

/**
 * Builds the worker and starts it. Rejects with a `HealthPortError` when the health port is in use, and with a `ConfigurationFileError`
 * when the field mapping or the table of Spotler Jobs does not fit; nothing has been received then.
 */
export async function startWorker(configuration: Configuration, logger: Logger): Promise<Worker> {
  const telemetry = workerTelemetry(configuration, logger);
  const sides = connectSides(configuration, telemetry);
  if (configuration.syncContacts) await checkMapping(sides.mapping, sides.spotler);
  await checkJobTable(sides);
  const stopping: Stopping = { draining: new AbortController(), aborting: new AbortController() };
  const draining = stopping.draining.signal;
  const watch = watchSides(sides, {
    logger,
    telemetry,
    pause: () => intake.pause(),
    letOneIn: async () => {
      if (!draining.aborted) await intake.admitOne();
    },
    resume() {
      if (!draining.aborted) intake.resume();
    },
  });
  const { work, jobs } = connectWork(configuration, {
    sides,
    watch,
    telemetry,
    stopping,
    patience: { patienceMs: PATIENCE_MS, firstDelayMs: FIRST_DELAY_MS },
  });
  const jobTable = sides.jobs?.table.table;
  const intake = createReplaceableReceiver({
    connect: () => receiveMessages(configuration.serviceBus),
    open: (messages, onMessage) =>
      openIntake(configuration, messages, {
        work,
        jobs,
        jobTable,
        logger,
        telemetry,
        onMessage() {
          onMessage();
          health.onMessage();
        },
        onError: (error) => health.onError(error),
      }),
    closeMs: CLOSE_MS,
  });
  const health = keepReceiving(configuration, { intake, logger, telemetry, signal: draining });
  telemetry.observe({
    inFlight: () => intake.inFlight,
    waiting: () => work.size.waiting,
    running: () => work.size.running,
  });
  const healthServer = await startHealthServer(configuration.healthPort, {
    readiness: () =>
      readiness({ outages: watch.outages, receiving: health.failure, stopping: draining.aborted }),
    metrics: () => telemetry.prometheus(),
  });
  intake.resume();
  return {
    healthPort: healthServer.port,
    async stop() {
      stopping.draining.abort();
      watch.stop();
      intake.pause();
      const milliseconds = configuration.shutdownGraceSeconds * 1_000;
      await pTimeout(intake.idle(), { milliseconds, fallback: () => {} });
      stopping.aborting.abort();
      await pTimeout(intake.idle(), { milliseconds: CLOSE_MS, fallback: () => {} });
      await intake.close();
      sides.spotler.close();
      await healthServer.close();
      await telemetry.close();
    },
  };
}
