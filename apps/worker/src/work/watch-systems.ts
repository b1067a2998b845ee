import type { Logger, Telemetry } from '@spotler-connector/observability';
import type { Sides } from '../connect-systems.ts';
import { createSideWatch, type SideWatch } from './circuit-breaker.ts';

/** Who is told how the sides are. */
export interface SideWatchOptions {
  logger: Logger;
  telemetry: Pick<Telemetry, 'paused' | 'resumed'>;
  /** A side went down. */
  pause: () => void;
  /** Lets one message in, and resolves when it is done with. */
  letOneIn: () => Promise<void>;
  /** Every side is up again. */
  resume: () => void;
}

/** The calls that probe a side. */
interface Probed extends Pick<Sides, 'whoAmI'> {
  spotler: Pick<Sides['spotler'], 'properties'>;
}

/** Watches both sides, asking one that is down for what costs it least. */
export function watchSides(
  { whoAmI, spotler }: Probed,
  { logger, telemetry, pause, letOneIn, resume }: SideWatchOptions,
): SideWatch {
  return createSideWatch(
    { source: whoAmI, target: (signal) => spotler.properties.list({ signal }) },
    {
      onDown({ side, failure: { kind, status, code: errorCode } }) {
        logger.error('side down', { side, kind, status, errorCode });
        telemetry.paused({ side });
        pause();
      },
      onTrial: letOneIn,
      onRecovered: (side) => telemetry.resumed({ side }),
      onUp() {
        logger.info('sides up');
        resume();
      },
    },
  );
}
