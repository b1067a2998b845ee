import type { Clock } from '@spotler-connector/clock';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import { type ErasureBrake, PortError } from '@spotler-connector/reconciler';
import { stateReporter } from './state-reporter.ts';

/** Where it is said that erasures are held, or that nobody can tell whether they may happen. */
export interface BrakeReporters {
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'held' | 'brakeEngaged'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The limit, to say it. */
  readonly limit: number;
}

/** A permit within this time after the last contact was held does not end an engagement: some come back. */
const CALM_MS = 60_000;

/** Returns the same brake, which says once that it holds, and once that it lets go. */
export function watchBrake(
  brake: ErasureBrake,
  { logger, telemetry, clock, limit }: BrakeReporters,
): ErasureBrake {
  let engaged = false;
  let lastHeldAt = 0;
  let unreadable = false;
  const state = stateReporter(logger);

  function onHeld(): void {
    lastHeldAt = clock.now();
    if (engaged) return;
    engaged = true;
    telemetry.brakeEngaged(true);
    logger.error('brake engaged', { count: limit });
  }

  function onPermitted(): void {
    if (!engaged || clock.now() - lastHeldAt < CALM_MS) return;
    engaged = false;
    telemetry.brakeEngaged(false);
    logger.info('brake let go');
  }

  function onAnswered(): void {
    if (unreadable) state.onBack();
    unreadable = false;
  }

  /** A store that does not answer says so itself; one that answers nonsense is noticed here. */
  function onFailed(error: unknown): void {
    if (!(error instanceof PortError) || error.failure.side !== 'state') return;
    if (error.failure.kind !== 'protocol') return;
    if (!unreadable) state.onAway(error.failure);
    unreadable = true;
  }

  async function reported<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    try {
      const answer = await call();
      onAnswered();
      return answer;
    } catch (error) {
      onFailed(error);
      throw error;
    }
  }

  return {
    look: (call) => brake.look(call),
    async ask(due, call) {
      const answer = await reported(() => brake.ask(due, call));
      if (answer === 'held') onHeld();
      else onPermitted();
      return answer;
    },
    async hold(due, call) {
      const outcome = await reported(() => brake.hold(due, call));
      if (outcome === 'opted-out') telemetry.held({ table: due.ref.table, cause: due.decision.causes[0] });
      return outcome;
    },
  };
}
