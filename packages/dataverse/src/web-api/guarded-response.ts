import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { withMarkedDates } from './date-texts.ts';

/** Takes the headers of an answer. */
type TakeHeaders = (headers: IncomingHttpHeaders) => void;

/** Set within a guarded call. */
const guarded = new AsyncLocalStorage<TakeHeaders | undefined>();
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
      const takeHeaders = guarded.getStore();
      if (takeHeaders !== undefined) guard(message, takeHeaders);
    });
  }
  return guarded.run(onHeaders, call);
}

/** Runs a call inside a guarded one whose own requests are left alone, such as those for a token. */
export function withoutGuard<T>(call: () => Promise<T>): Promise<T> {
  return guarded.run(undefined, call);
}

function guard(message: unknown, takeHeaders: TakeHeaders): void {
  if (typeof message !== 'object' || message === null || !('request' in message)) return;
  const { request } = message;
  if (!(request instanceof ClientRequest)) return;
  request.prependOnceListener('response', (response) => {
    takeHeaders(response.headers);
    guardResponse(request, response);
  });
}

/**
 * Holds the body back until it is complete, and turns whatever the listeners throw into the request's error.
 */
function guardResponse(request: ClientRequest, response: IncomingMessage): void {
  const emit = response.emit.bind(response);
  const chunks: string[] = [];
  let length = 0;
  const fail = (error: unknown) => request.emit('error', error);

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
          emit('data', withMarkedDates(withoutMarkers(chunks.join(''))));
          return emit('end');
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

/**
 * The same JSON with the markers spelt so that only JSON.parse sees them. In a batch, real delimiters stand
 * at the start of a line, where no value can be.
 */
export function withoutMarkers(body: string): string {
  return body.replace(MARKER_IN_A_VALUE, '\\u002d-');
}
