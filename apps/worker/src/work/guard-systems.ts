import { withPortErrors } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import type { SpotlerClient } from '@spotler-connector/spotler-sdk';
import { type CircuitBreaker, createCircuitBreaker } from './circuit-breaker.ts';

/** The calls that probe the systems: those that cost them least. */
export interface ProbeCalls {
  /** Asks Dataverse for nothing but its attention. */
  readonly whoAmI: (signal: AbortSignal) => Promise<unknown>;
  /** Asks Spotler for the names of its properties. */
  readonly spotler: { readonly properties: Pick<SpotlerClient['properties'], 'list'> };
}

/** Builds the circuit breaker of both systems. */
export function guardSystems({ whoAmI, spotler }: ProbeCalls, clock: Clock): CircuitBreaker {
  const probes = {
    dataverse: whoAmI,
    spotler: (signal: AbortSignal) => spotler.properties.list({ signal }),
  };
  return createCircuitBreaker(withPortErrors(probes), clock);
}

/** The flow of messages, which stops while a circuit is not closed. */
export interface GuardedIntake {
  pause(): void;
  admitOne(): Promise<void>;
  resume(): void;
}

/** Options of guarding an intake. */
export interface GuardOptions {
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'paused' | 'resumed'>;
  /** When it fires the worker stops: from then on nothing is let in any more. */
  readonly draining: AbortSignal;
}

/** Stops an intake while a circuit is not closed, and says so. */
export function guardIntake(
  breaker: Pick<CircuitBreaker, 'connect'>,
  intake: GuardedIntake,
  { logger, telemetry, draining }: GuardOptions,
): void {
  breaker.connect({
    onOpen({ system, failure: { kind, status, code: errorCode } }) {
      logger.error('system down', { system, kind, status, errorCode });
      telemetry.paused({ system });
      intake.pause();
    },
    async admitOne() {
      if (!draining.aborted) await intake.admitOne();
    },
    onClosed: (system) => telemetry.resumed({ system }),
    onAllClosed() {
      logger.info('systems up');
      if (!draining.aborted) intake.resume();
    },
    onProbeBug: (system, error) => logger.error('probe broken', { system, error }),
  });
}
