import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { Logger } from '@spotler-connector/observability';
import { checkAtStart, type StartChecks } from './check-at-start.ts';
import { type SystemsAtStart, startChecks } from './start-checks.ts';

/** Parts that trying the connections takes. */
export interface TryingParts {
  readonly systems: SystemsAtStart;
  readonly logger: Logger;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Tries every connection until it works once, and says in the log which does not. */
export function tryAtStart(
  { serviceBus }: Pick<Configuration, 'serviceBus'>,
  { systems, logger, clock, signal }: TryingParts,
): StartChecks {
  return checkAtStart({
    checks: startChecks(systems, serviceBus),
    onFailed(name, reason) {
      const system = name.toLowerCase().replace(' ', '-');
      logger.error('not ready yet', { system, errorCode: reason.replaceAll(/\W+/g, '-') });
    },
    onBug: (error) => logger.error('probe broken', { error }),
    clock,
    signal,
  });
}
