import type { ApiResponse } from '../api-exchange.ts';
import { ODataError } from '../odata-error.ts';

/** Limits as Dataverse sets them per user; smaller ones make them easy to meet. */
export interface ServiceProtectionOptions {
  /** Requests in any window. Default 6000. */
  readonly requests?: number | undefined;
  /** Length of the window, in milliseconds. Default 300 000. */
  readonly windowMs?: number | undefined;
  /** Requests under way at once. Default 52. */
  readonly concurrent?: number | undefined;
}

/** Counts requests. */
export interface ServiceProtection {
  /**
   * A request comes in: null, or the 429 that it gets. Every request that gets null must be followed by
   * `leave`.
   */
  enter(): ApiResponse | null;
  leave(): void;
  /** Headers of an answer that say how many requests are left; execution time is not counted. */
  left(): Readonly<Record<string, string>>;
}

/** Going on while refused lengthens the refusal, as in Dataverse: refused requests count too. */
export function createServiceProtection(
  options: ServiceProtectionOptions,
  now: () => number,
): ServiceProtection {
  const { requests = 6000, windowMs = 300_000, concurrent = 52 } = options;
  const arrivals: number[] = [];
  let underWay = 0;
  return {
    enter: () => {
      const at = now();
      forgetBefore(at - windowMs);
      arrivals.push(at);
      if (arrivals.length > requests) {
        const oldest = arrivals[arrivals.length - requests] ?? at;
        return tooMany(
          '0x80072322',
          `Number of requests exceeded the limit of ${requests}.`,
          oldest + windowMs - at,
        );
      }
      if (underWay >= concurrent) {
        return tooMany(
          '0x80072326',
          `Number of concurrent requests exceeded the limit of ${concurrent}.`,
          1000,
        );
      }
      underWay += 1;
      return null;
    },
    leave: () => {
      underWay -= 1;
    },
    left: () => {
      forgetBefore(now() - windowMs);
      return {
        'x-ms-ratelimit-burst-remaining-xrm-requests': String(Math.max(0, requests - arrivals.length)),
        'x-ms-ratelimit-time-remaining-xrm-requests': '1,200.00',
      };
    },
  };

  function forgetBefore(time: number): void {
    const kept = arrivals.findIndex((arrival) => arrival > time);
    arrivals.splice(0, kept === -1 ? arrivals.length : kept);
  }
}

function tooMany(code: string, message: string, waitMs: number): ApiResponse {
  return new ODataError(429, code, message, { 'Retry-After': String(Math.ceil(waitMs / 1000)) }).response;
}
