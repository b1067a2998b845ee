import { DataverseError } from '@spotler-connector/dataverse';
import { ObjectStoreError } from '@spotler-connector/object-store';
import { type Failure, PortError, type Side } from '@spotler-connector/reconciler';
import { SpotlerError } from '@spotler-connector/spotler-sdk';
import { wrapCalls } from './wrap-calls.ts';

/** One of the two systems that are made to agree, or the store of what workers share. */
export type System = 'dataverse' | 'spotler' | 'state';

const SIDE: Readonly<Record<System, Side>> = { dataverse: 'source', spotler: 'target', state: 'state' };
const SYSTEM: Readonly<Record<Side, System>> = { source: 'dataverse', target: 'spotler', state: 'state' };

/** Names the system that a port's failure belongs to. The ports themselves name neither. */
export function systemOf({ side }: Pick<Failure, 'side'>): System {
  return SYSTEM[side];
}

/** Makes a port's failure that belongs to `system`. */
export function failureOf(system: System, facts: Omit<Failure, 'side'>): Failure {
  return { side: SIDE[system], ...facts };
}

/**
 * Returns the same object, whose calls fail as the reconciler's ports do: an error of Dataverse, of Spotler
 * or of the store becomes the cause of a {@link PortError}. Anything else is handed on as it is, such as the
 * reason of an abort.
 */
export function withPortErrors<Wrapped extends object>(wrapped: Wrapped): Wrapped {
  return wrapCalls(wrapped, async (call) => {
    try {
      return await call();
    } catch (error) {
      throw toPortError(error);
    }
  });
}

/** None of these errors holds personal data, so that it may be the cause of one that is logged. */
function toPortError(error: unknown): unknown {
  if (error instanceof DataverseError) {
    const { kind, status, code, retryAfterMs } = error;
    return new PortError(failureOf('dataverse', { kind, status, code, retryAfterMs }), { cause: error });
  }
  if (error instanceof SpotlerError) {
    const { kind, status, errorType, code, property, retryAfterMs } = error;
    const ambiguous = error.ambiguous || undefined;
    const failure = { kind, status, code: errorType ?? code, property, retryAfterMs, ambiguous };
    return new PortError(failureOf('spotler', failure), { cause: error });
  }
  if (error instanceof ObjectStoreError) {
    const { kind, status, code } = error;
    return new PortError(failureOf('state', { kind, status, code }), { cause: error });
  }
  return error;
}
