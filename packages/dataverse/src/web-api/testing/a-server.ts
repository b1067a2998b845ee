import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';

/** Test support: an answer to give. */
export interface ScriptedAnswer {
  readonly status?: number | undefined;
  readonly headers?: Record<string, string> | undefined;
  /** Sent as JSON, or as it is when it is text. */
  readonly body?: unknown | undefined;
}

/** Test support: a request as it came in. */
export interface ReceivedRequest {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Test support: a server on a free port of this machine. */
export interface TestServer {
  readonly url: string;
  close(): void;
}

/**
 * Test support: a real server, because dynamics-web-api asks node:http for a time-out of 0 with an agent of
 * its own, which msw 3.0 lets through to the network.
 */
export async function aServer(listener: RequestListener): Promise<TestServer> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Test support: gives the answers one after the other, the last one again and again. */
export async function aScriptedServer(
  ...answers: readonly ScriptedAnswer[]
): Promise<TestServer & { requests: ReceivedRequest[] }> {
  const requests: ReceivedRequest[] = [];
  const server = await aServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    requests.push({ line: `${incoming.method} ${incoming.url}`, headers: incoming.headers, body });
    const { status = 200, headers = {}, body: answer } = answers[requests.length - 1] ?? answers.at(-1) ?? {};
    const type = typeof answer === 'string' ? 'text/plain' : 'application/json; odata.metadata=minimal';
    outgoing.writeHead(status, { 'content-type': type, ...headers });
    outgoing.end(typeof answer === 'string' || answer === undefined ? answer : JSON.stringify(answer));
  });
  return { ...server, requests };
}
