import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import type { SpotlerClientOptions } from '../client-options.ts';
import { createSpotlerClient, type SpotlerClient } from '../spotler-client.ts';

export const BASE_URL = 'https://spotler.example/integrationservice';
/** One scripted answer. */
export type Script = (request: Request) => Response | Promise<Response>;

/** A request that a scripted endpoint received. */
export interface ReceivedCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Fakes Spotler with msw for all tests of a file. `on` answers an endpoint with the scripts in turn, the last
 * one again and again, and gives the calls received; a request nobody scripted fails its test.
 */
export function scriptedApi(): {
  on: (method: 'get' | 'post' | 'put', path: string, ...scripts: Script[]) => ReceivedCall[];
} {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return {
    on: (method, path, ...scripts) => {
      const calls: ReceivedCall[] = [];
      server.use(
        http[method](`${BASE_URL}${path}`, async ({ request }) => {
          const { method, headers } = request;
          calls.push({ method, headers, url: new URL(request.url), text: await request.clone().text() });
          const script = scripts[Math.min(calls.length, scripts.length) - 1];
          return script?.(request) ?? HttpResponse.error();
        }),
      );
      return calls;
    },
  };
}

/** A client of the scripted API that waits next to nothing between tries. */
export function aClient(overrides: Partial<SpotlerClientOptions> = {}): SpotlerClient {
  return createSpotlerClient({
    baseUrl: BASE_URL,
    consumerKey: 'key',
    consumerSecret: 'secret',
    retry: { minDelayMs: 1, maxDelayMs: 4 },
    ...overrides,
  });
}

/** An answer without a body. */
export function empty(status: number, headers: Record<string, string> = {}): Script {
  return () => new HttpResponse(null, { status, headers });
}

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Script {
  return () =>
    new HttpResponse(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
}

/** Spotler's error answer. */
export function refusal(status: number, errorType: string, message = 'No'): Script {
  return json({ errorType, message }, status);
}

/** An answer of any kind. */
export function text(body: string, status: number, type = 'text/html'): Script {
  return () => new HttpResponse(body, { status, headers: { 'content-type': type } });
}

/** A connection that breaks. */
export function cut(): Response {
  return new HttpResponse(
    new ReadableStream({
      pull(controller) {
        controller.error(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
      },
    }),
  );
}

/** An answer that never comes. */
export function silence(): Promise<Response> {
  return new Promise<Response>(() => {});
}

/** The properties of an account with these permission bits. */
export function propertiesWith(...bits: number[]): Script {
  return json([
    { name: 'email', description: 'E-mail', type: 'email' },
    { name: 'permissions', type: 'set', entries: bits.map((bit) => ({ bit, description: 'p', rank: bit })) },
  ]);
}

/** Reads a list to its end. */
export async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}
