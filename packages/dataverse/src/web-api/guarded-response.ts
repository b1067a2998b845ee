import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { withMarkedDates } from './date-texts.ts';

/** Takes the headers of an answer. */
type TakeHeaders = (headers: IncomingHttpHeaders) => void;

/** Whoever wants to know of the answers to a call. */
interface Guard {
  readonly takeHeaders: TakeHeaders;
  /** Takes the text of a successful answer that is JSON, in place of dynamics-web-api. */
  readonly takeText?: ((text: string) => void) | undefined;
}

/** Set within a guarded call. */
const guarded = new AsyncLocalStorage<Guard | undefined>();
const MARKER_IN_A_VALUE = /(?<!^)--(?=(?:batch|changeset)response_)/gm;
const MAX_CHARACTERS = 64 * 1024 * 1024;
let subscribed = false;

/**
 * Runs a call of dynamics-web-api so that every answer settles its promise. Version 2.5.0 parses an answer
 * inside an event listener: one that is not JSON ends the process, one that breaks off never settles. And it
 * takes every body that contains `--batchresponse_` for a batch, so that a person of that name would do the
 * same; `--changesetresponse_` in a value would move a batch's answers to other rows.
 */
export function withGuardedResponses<T>(
  call: () => Promise<T>,
  onHeaders: TakeHeaders = () => {},
): Promise<T> {
  if (!subscribed) {
    subscribed = true;
    subscribe('http.client.request.created', (message) => {
      const store = guarded.getStore();
      if (store !== undefined) guard(message, store);
    });
  }
  return guarded.run({ takeHeaders: onHeaders }, call);
}

/** An answer, and whether its texts are as they came. */
export interface PlainJson {
  readonly answer: unknown;
  readonly isPlain: boolean;
}

/**
 * Runs a call inside a guarded one, and gives the JSON of its answer as JSON.parse does. Version 2.5.0 calls
 * a function for each value, which takes ten times as long for a page of thousands of rows. Whatever is no
 * successful answer in JSON is still understood by dynamics-web-api: then it gives what that gives.
 */
export async function withPlainJson(call: () => Promise<unknown>): Promise<PlainJson> {
  let plain: PlainJson | undefined;
  const guard: Guard = {
    takeHeaders: guarded.getStore()?.takeHeaders ?? (() => {}),
    takeText(text) {
      plain = { answer: JSON.parse(text), isPlain: true };
    },
  };
  const answer = await guarded.run(guard, call);
  return plain ?? { answer, isPlain: false };
}

/** Runs a call inside a guarded one whose own requests are left alone, such as those for a token. */
export function withoutGuard<T>(call: () => Promise<T>): Promise<T> {
  return guarded.run(undefined, call);
}

function guard(message: unknown, { takeHeaders, takeText }: Guard): void {
  if (typeof message !== 'object' || message === null || !('request' in message)) return;
  const { request } = message;
  if (!(request instanceof ClientRequest)) return;
  request.prependOnceListener('response', (response) => {
    takeHeaders(response.headers);
    guardResponse(request, response, isJson(response) ? takeText : undefined);
  });
}

function isJson({ statusCode, headers }: IncomingMessage): boolean {
  return statusCode === 200 && /^application\/json\b/i.test(headers['content-type'] ?? '');
}

/**
 * Holds the body back until it is complete, and turns whatever the listeners throw into the request's error.
 */
function guardResponse(request: ClientRequest, response: IncomingMessage, takeText: Guard['takeText']): void {
  const emit = response.emit.bind(response);
  const chunks: string[] = [];
  let length = 0;
  const fail = (error: unknown) => request.emit('error', error);
  /** Whatever dynamics-web-api stumbles over there is the answer's fault. */
  function answered(text: string): boolean {
    try {
      emit('data', text);
      return emit('end');
    } catch (cause) {
      throw new Error('The answer is not understood', { cause });
    }
  }

  response.emit = (event: string | symbol, ...values: unknown[]): boolean => {
    switch (event) {
      case 'data': {
        const [text] = values;
        if (typeof text !== 'string') return emit(event, ...values);
        chunks.push(text);
        length += text.length;
        if (length > MAX_CHARACTERS) response.destroy();
        return true;
      }
      case 'end':
        try {
          // Whoever keeps the request must not keep megabytes of text.
          return answered(taken(chunks.splice(0).join(''), takeText));
        } catch (error) {
          return fail(error);
        }
      case 'aborted':
        fail(Object.assign(new Error('The answer broke off'), { code: 'ECONNRESET' }));
        return emit(event);
      default:
        return emit(event, ...values);
    }
  };
}

/** The text that dynamics-web-api gets, for it takes none at all for an answer that broke off. */
function taken(text: string, takeText: Guard['takeText']): string {
  if (takeText === undefined) return withMarkedDates(withoutMarkers(text));
  takeText(text);
  return '{}';
}

/**
 * The same JSON with the markers spelt so that only JSON.parse sees them. In a batch, real delimiters stand
 * at the start of a line, where no value can be.
 */
export function withoutMarkers(body: string): string {
  return body.replace(MARKER_IN_A_VALUE, '\\u002d-');
}
