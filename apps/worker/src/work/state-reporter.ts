import type { Logger } from '@spotler-connector/observability';

/** Why the stores are away. */
interface StateFailure {
  readonly kind: string;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
}

/** Says that the stores that workers share are away, and that they are back. */
export interface StateReporter {
  /** Says that they are away. */
  onAway(failure: StateFailure): void;
  /** Says that they are back. */
  onBack(): void;
}

/** Builds it over the log. */
export function stateReporter(logger: Pick<Logger, 'error' | 'info'>): StateReporter {
  return {
    onAway({ kind, status, code: errorCode }) {
      logger.error('state away', { system: 'state', kind, status, errorCode });
    },
    onBack: () => logger.info('state back'),
  };
}
