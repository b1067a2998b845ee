import type { SpotlerAnswerName } from '@spotler-connector/spotler-sdk/answers';
import type { EndpointTemplate } from './endpoints/endpoints.ts';

/** The ways in which a request can go wrong. */
export type FaultKind =
  /** The answer comes `ms` milliseconds late. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** An error answer instead of the real one; nothing is changed. */
  | {
      readonly kind: 'status';
      readonly status: number;
      /** Value of the Retry-After header: seconds or an HTTP date. */
      readonly retryAfter?: string | undefined;
      /** Spotler's error type. Default BACKEND_EXCEPTION. */
      readonly errorType?: string | undefined;
      /** How the answer is packed. Default json. */
      readonly body?: 'json' | 'xml' | 'html' | 'empty' | undefined;
    }
  /** One of the known answers instead of the real one; nothing is changed. */
  | { readonly kind: 'answer'; readonly answer: SpotlerAnswerName }
  /**
   * The change is applied `ms` milliseconds after the request came, whatever its sender does. The sender gets
   * no answer, or its connection is cut at once. Default of `meanwhile`: silence.
   */
  | {
      readonly kind: 'late';
      readonly ms: number;
      readonly meanwhile?: 'silence' | 'cut' | undefined;
    }
  /** The connection is cut, before or after the change was applied. */
  | { readonly kind: 'cut'; readonly when: 'before-change' | 'after-change' }
  /** No answer ever comes; the change is applied or not. */
  | { readonly kind: 'silence'; readonly when: 'before-change' | 'after-change' };

/** A fault, and which requests it hits. */
export type Fault = FaultKind & {
  /** Only requests to this endpoint. Default: all. */
  readonly endpoint?: EndpointTemplate | undefined;
  /** Only requests about this contact. Default: all. */
  readonly externalId?: string | undefined;
  /** How many requests it hits before it is used up. Default 1. */
  readonly times?: number | 'until-reset' | undefined;
};

/** The faults that still wait for a request. */
export interface Faults {
  /** Adds a fault. Faults are used in the order in which they were added, one per request. */
  add(fault: Fault): void;
  /** The faults that are not used up, with the number of times left. */
  pending(): readonly Fault[];
  /** Removes all faults, those that last until a reset too. */
  clear(): void;
}

/** The faults, with the side that the server uses. */
export interface FaultQueue extends Faults {
  /** Takes the first fault that hits this request; undefined when none does. */
  take(endpoint: EndpointTemplate, externalIds: readonly string[]): Fault | undefined;
}

/** Builds a queue without faults. */
export function createFaultQueue(): FaultQueue {
  let waiting: readonly Fault[] = [];
  return {
    add(fault) {
      waiting = [...waiting, fault];
    },
    pending: () => waiting,
    clear() {
      waiting = [];
    },
    take(endpoint, externalIds) {
      const index = waiting.findIndex(
        (fault) =>
          (fault.endpoint === undefined || fault.endpoint === endpoint) &&
          (fault.externalId === undefined || externalIds.includes(fault.externalId)),
      );
      const fault = waiting[index];
      if (fault === undefined) return undefined;
      if (fault.times === 'until-reset') return fault;
      const left = (fault.times ?? 1) - 1;
      waiting = left > 0 ? waiting.with(index, { ...fault, times: left }) : waiting.toSpliced(index, 1);
      return fault;
    },
  };
}
