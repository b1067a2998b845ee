import type { Logger } from '@spotler-connector/observability';
import type { StoreGuardOptions } from './guard-stores.ts';

/** Says that the stores that workers share are away, and that they are back. */
export function stateReporter(
  logger: Pick<Logger, 'error' | 'info'>,
): Pick<StoreGuardOptions, 'onAway' | 'onBack'> {
  return {
    onAway({ kind, status, code: errorCode }) {
      logger.error('state away', { system: 'state', kind, status, errorCode });
    },
    onBack: () => logger.info('state back'),
  };
}
