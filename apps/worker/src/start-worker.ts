import { openStores } from '@spotler-connector/adapters';
import { type Clock, systemClock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { EvidenceWriter } from '@spotler-connector/ledger';
import type { Logger } from '@spotler-connector/observability';
import pTimeout from 'p-timeout';
import { checkConfigured } from './check-configured.ts';
import { connectSystems } from './connect-systems.ts';
import { connectWork } from './connect-work.ts';
import { CLOSE_MS, endInOrder } from './end-in-order.ts';
import { createAnswerWatch } from './health/answer-watch.ts';
import { startHealthServer } from './health/health-server.ts';
import { learnOrganization } from './health/learn-organization.ts';
import { readiness } from './health/readiness.ts';
import { tryAtStart } from './health/try-at-start.ts';
import { createPostponement } from './messages/postponement.ts';
import { openGeneration } from './open-generation.ts';
import { openIntake } from './open-intake.ts';
import { openQueueSender } from './open-queue-sender.ts';
import { openSecondLooks } from './open-second-looks.ts';
import { resumeWhenKnown } from './resume-when-known.ts';
import { workerTelemetry } from './telemetry/worker-telemetry.ts';
import { reportingTo, watchAnswers } from './watch-answers.ts';
import { guardStores } from './work/guard-stores.ts';
import { guardIntake, guardSystems } from './work/guard-systems.ts';
import { behindGate, createIntakeGate } from './work/intake-gate.ts';
import { openEvidence } from './work/open-evidence.ts';
import { stateReporter } from './work/state-reporter.ts';

/** A worker that is running. */
export interface Worker {
  /** The port of the health endpoints. */
  readonly healthPort: number;
  /** Lets nothing more in, finishes what runs within the grace time, gives back the rest, and closes. */
  stop(): Promise<void>;
}

/**
 * Builds the worker and starts it. Rejects with a `HealthPortError` when the health port is in use, and with
 * a `ConfigurationFileError` when the field mapping or the table of Spotler Jobs does not fit; nothing has
 * been received then.
 */
export async function startWorker(
  configuration: Configuration,
  logger: Logger,
  clock: Clock = systemClock,
): Promise<Worker> {
  const [draining, aborting] = [new AbortController(), new AbortController()];
  const stopping = { draining: draining.signal, aborting: aborting.signal };
  const telemetry = workerTelemetry(configuration, logger);
  const stores = await openStores(configuration.state, clock);
  if (stores === undefined) logger.warn('state not kept');
  const answers = createAnswerWatch(clock);
  const systems = connectSystems(configuration, reportingTo(answers, telemetry), clock);
  await checkConfigured(configuration, systems);
  const breaker = guardSystems(systems, clock);
  const organization = learnOrganization({
    whoAmI: systems.whoAmI,
    onFailed: (kind) => logger.error('organization unknown', { system: 'dataverse', kind }),
    clock,
    signal: draining.signal,
  });
  const sender = openQueueSender(configuration, { logger, clock });
  const looks = openSecondLooks(configuration, {
    sender,
    ourOrganizationId: organization.id,
    logger,
    telemetry,
    clock,
  });
  const guarded = stores && guardStores(stores, { ...stateReporter(logger), clock });
  const evidence = openEvidence({ stores: guarded?.stores, dryRun: configuration.dryRun, clock });
  const work = connectWork(configuration, {
    logger,
    systems,
    stores: guarded?.stores,
    evidence,
    canPostpone: () => sender.isPossible,
    looks,
    mayAct: () => generation.mayAct(),
    breaker,
    telemetry,
    stopping,
    clock,
  });
  watchAnswers(answers, { systems, work: work.records, logger, signal: draining.signal });
  const atStart = tryAtStart(configuration, { systems, logger, clock, signal: draining.signal });
  const { intake, health } = openIntake(configuration, {
    work,
    postponement: createPostponement({
      sender,
      awayMs: () => guarded?.awayMs ?? 0,
      logger,
      clock,
      random: Math.random,
    }),
    ourOrganizationId: organization.id,
    jobTable: systems.jobs?.table.table,
    logger,
    telemetry,
    clock,
    draining: draining.signal,
    closeMs: CLOSE_MS,
  });
  const gate = createIntakeGate(intake, ['organization', 'generation']);
  const generation = openGeneration(configuration, {
    stores,
    evidence,
    mapping: systems.mapping,
    gate,
    logger,
    telemetry,
    clock,
    signal: draining.signal,
  });
  guardIntake(breaker, behindGate(intake, gate), { logger, telemetry, draining: draining.signal });
  telemetry.observe({
    inFlight: () => intake.inFlight,
    waiting: () => work.records.size.waiting,
    running: () => work.records.size.running,
  });
  const healthServer = await startHealthServer(configuration.healthPort, {
    readiness: () =>
      readiness({
        outages: breaker.outages,
        organization: organization.failure,
        untried: atStart.reasons,
        unanswered: answers.reasons,
        generation: generation.state,
        receiving: health.failure,
        stopping: draining.signal.aborted,
      }),
    metrics: () => telemetry.prometheus(),
    onError: (error) => logger.error('health not answered', { error }),
  });
  void resumeWhenKnown(organization, { intake: { resume: () => gate.open('organization') }, logger });
  return {
    healthPort: healthServer.port,
    async stop() {
      draining.abort();
      breaker.stop();
      intake.pause();
      await endInOrder({
        idle: () => intake.idle(),
        graceMs: configuration.shutdownGraceSeconds * 1_000,
        abort: () => aborting.abort(),
        endings: [
          () => intake.close(),
          () => endEvidence(evidence, logger),
          () => sender.close(CLOSE_MS),
          async () => systems.spotler.close(),
          () => healthServer.close(),
          () => telemetry.close(),
        ],
      });
    },
  };
}

/** A chain without its end is still one that can be verified. */
async function endEvidence(evidence: EvidenceWriter | undefined, logger: Logger): Promise<void> {
  try {
    await pTimeout(evidence?.end() ?? Promise.resolve(), { milliseconds: CLOSE_MS, fallback: () => {} });
  } catch (error) {
    logger.warn('evidence not ended', { error });
  }
}
