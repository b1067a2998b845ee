import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import { answerNamed, answerTo, asksForRow, isODataError } from './answer-fault.ts';

/** A failure on demand. */
export interface Fault {
  /** HTTP status to answer with. Default 503. */
  readonly status?: number | undefined;
  /** Dataverse's error code, such as `0x80072322` for a 429. Default: one that goes with the status. */
  readonly code?: string | undefined;
  /** Text of the answer. Default: one that goes with the status. */
  readonly message?: string | undefined;
  /**
   * Name of one of the known answers (`@spotler-connector/dataverse/answers`), instead of status, code and
   * message. It concerns only requests for one row, those inside a batch too; what Dataverse itself does not
   * answer, such as a page, is given to a batch as a whole.
   */
  readonly answer?: string | undefined;
  /** Retry-After header, in seconds. Default: none. */
  readonly retryAfterSeconds?: number | undefined;
  /** Instead of answering: never answer, or break off in the middle of the body. */
  readonly connection?: 'hang' | 'break-off' | undefined;
  /** How many requests that it concerns pass before the first one fails. Default 0. */
  readonly after?: number | undefined;
  /** How many requests fail. Default 1. */
  readonly times?: number | undefined;
  /**
   * Only requests whose path below the Web API's root starts like this, such as `contacts(`. Default: all.
   */
  readonly path?: string | undefined;
  /** Only requests with this method; `write` for all but GET. Default: all. */
  readonly method?: string | undefined;
}

/** Faults in waiting. */
export interface Faults {
  /** @throws when the fault names an answer that is not known. */
  add(fault: Fault): void;
  clear(): void;
  /** Requests that met one so far. */
  met(): number;
  /** The failure that this request meets, if any; counts as one of the fault's times. */
  meet(request: ApiRequest): ApiResponse | null;
  /** The same for a request inside a batch. */
  meetPart(part: ApiRequest): ApiResponse | null;
}

/** A fault, and how often it is still met. */
interface WaitingFault {
  readonly fault: Fault;
  left: number;
  passing: number;
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

export function createFaults(tables: () => readonly TableDefinition[]): Faults {
  let waiting: WaitingFault[] = [];
  let count = 0;

  function meetOneThat(wanted: (fault: Fault) => boolean, request: ApiRequest): ApiResponse | null {
    const met = waiting.find(({ fault, left }) => left > 0 && wanted(fault));
    if (met === undefined) return null;
    if (met.passing > 0) {
      met.passing -= 1;
      return null;
    }
    count += 1;
    met.left -= 1;
    waiting = waiting.filter(({ left }) => left > 0);
    const { answer } = met.fault;
    return answer === undefined ? answerOf(met.fault) : answerTo(request, answerNamed(answer), tables());
  }

  return {
    add(fault) {
      if (fault.answer !== undefined) answerNamed(fault.answer);
      waiting.push({ fault, left: fault.times ?? 1, passing: fault.after ?? 0 });
    },
    clear() {
      waiting = [];
    },
    met: () => count,
    meet: (request) => meetOneThat((fault) => concerns(fault, request), request),
    meetPart: (part) => meetOneThat((fault) => concernsPart(fault, part), part),
  };
}

function concerns(fault: Fault, request: ApiRequest): boolean {
  if (!isNamedBy(fault, request)) return false;
  if (fault.answer === undefined || asksForRow(request)) return true;
  return request.path === '$batch' && !isODataError(answerNamed(fault.answer));
}

/** Other faults concern HTTP requests, and a batch is one. */
function concernsPart(fault: Fault, part: ApiRequest): boolean {
  const { answer } = fault;
  if (answer === undefined || !isODataError(answerNamed(answer))) return false;
  return asksForRow(part) && isNamedBy(fault, part);
}

function isNamedBy({ path, method }: Fault, request: ApiRequest): boolean {
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
    connection,
  };
}
