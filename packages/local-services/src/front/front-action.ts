/** A request that came to the front. */
export interface FrontRequest {
  /** Its place among all requests of this front, from 1. */
  readonly number: number;
  /** Its method, in capitals. */
  readonly method: string;
  /** Its path, without the query. */
  readonly path: string;
  /** Its query with the question mark; empty without one. */
  readonly query: string;
  /** Names and values of its headers in turn, as they came. */
  readonly rawHeaders: readonly string[];
  /** Its body. */
  readonly body: Buffer;
}

/** An answer that does not come from the system behind the front. */
export interface FrontAnswer {
  /** The status. */
  readonly status: number;
  /** The headers. Default: none. The content length is added. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The body. Default: empty. */
  readonly body?: string | undefined;
}

/** The fate of a request. `upstream` stands for the system behind the front. */
export type FrontAction =
  /** Upstream gets the request, the client its answer. */
  | { readonly kind: 'pass' }
  /** The client gets this answer. Upstream never sees the request. */
  | { readonly kind: 'answer'; readonly answer: FrontAnswer }
  /** Upstream carries the request out, and the client gets this answer instead of the true one. */
  | { readonly kind: 'replace'; readonly answer: FrontAnswer }
  /**
   * The connection breaks: before upstream got the request, after upstream carried it out, or in the middle
   * of its answer.
   */
  | { readonly kind: 'cut'; readonly when: 'before-request' | 'after-request' | 'within-answer' }
  /**
   * Upstream gets the request only when the client no longer waits for it: after the client got `answer`, or
   * without one after the client gave up. With `after` upstream gets it when that is fulfilled as well.
   */
  | {
      readonly kind: 'late';
      readonly answer?: FrontAnswer | undefined;
      readonly after?: Promise<unknown> | undefined;
    }
  /** Nothing happens for so many milliseconds, then `next`. Default: the request passes. */
  | { readonly kind: 'delay'; readonly milliseconds: number; readonly next?: FrontAction | undefined }
  /** Nothing happens until `until` is fulfilled, then `next`. Default: the request passes. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown>; readonly next?: FrontAction | undefined };

/** Decides the fate of each request. It is asked in the order in which requests came. */
export type FrontPlan = (request: FrontRequest) => FrontAction;

/** The plan that lets everything pass. */
export function passAll(): FrontAction {
  return { kind: 'pass' };
}
