import type { ApiRequest, ApiResponse } from '../web-api/api-exchange.ts';

/** A failure on demand. */
export interface Fault {
  /** HTTP status to answer with. Default 503. */
  readonly status?: number | undefined;
  /** Dataverse's error code, such as `0x80072322` for a 429. Default: one that goes with the status. */
  readonly code?: string | undefined;
  /** Text of the answer. Default: one that goes with the status. */
  readonly message?: string | undefined;
  /** Retry-After header, in seconds. Default: none. */
  readonly retryAfterSeconds?: number | undefined;
  /** Instead of answering: never answer, or break off in the middle of the body. */
  readonly connection?: 'hang' | 'break-off' | undefined;
  /** How many requests that it concerns pass before the first one fails. Default 0. */
  readonly after?: number | undefined;
  /** How many requests fail. Default 1. */
  readonly times?: number | undefined;
  /** Only requests whose path below the Web API's root starts like this, such as `contacts(`. Default: all. */
  readonly path?: string | undefined;
  /** Only requests with this method; `write` for all but GET. Default: all. */
  readonly method?: string | undefined;
}

/** Faults in waiting. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** Requests that met one so far. */
  met(): number;
  /** The failure that this request meets, if any; counts as one of the fault's times. */
  meet(request: ApiRequest): ApiResponse | null;
}

const DEFAULTS: Readonly<Record<number, { code: string; message: string }>> = {
  401: { code: '', message: 'The token is expired' },
  403: { code: '0x80040220', message: 'Principal user is missing a privilege' },
  429: {
    code: '0x80072322',
    message: 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
  },
  503: { code: '0x80048544', message: 'The service is unavailable.' },
};

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number; passing: number }[] = [];
  let count = 0;
  return {
    add: (fault) => waiting.push({ fault, left: fault.times ?? 1, passing: fault.after ?? 0 }),
    clear: () => {
      waiting = [];
    },
    met: () => count,
    meet: (request) => {
      const met = waiting.find(({ fault, left }) => left > 0 && concerns(fault, request));
      if (met === undefined) return null;
      if (met.passing > 0) {
        met.passing -= 1;
        return null;
      }
      count += 1;
      met.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return answerOf(met.fault);
    },
  };
}

function concerns({ path, method }: Fault, request: ApiRequest): boolean {
  return (
    (path === undefined || request.path.startsWith(path)) &&
    (method === undefined || request.method === method || (method === 'write' && request.method !== 'GET'))
  );
}

function answerOf({ status = 503, code, message, retryAfterSeconds, connection }: Fault): ApiResponse {
  const usual = DEFAULTS[status] ?? { code: '', message: 'An error occurred.' };
  return {
    status,
    headers: retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) },
    body: { error: { code: code ?? usual.code, message: message ?? usual.message } },
    ...(connection === undefined ? {} : { connection }),
  };
}
