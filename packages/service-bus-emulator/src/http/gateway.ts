import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';

/** Where clients open AMQP over WebSockets; the one for .NET has a slash behind it. */
const WEB_SOCKET_PATH = '/$servicebus/websocket';
/** Names that clients of several languages have for AMQP over WebSockets. */
const SUBPROTOCOLS = ['AMQPWSB10', 'AMQPWSB', 'amqp'];

/** Receivers of what comes in over HTTP. */
export interface GatewayOptions {
  /** Answers everything but `/health` and WebSockets. */
  readonly handle: RequestListener;
  /** Takes the bytes of a client that speaks AMQP over a WebSocket. */
  readonly onAmqp: (stream: Duplex) => void;
}

/**
 * Creates a server that does not listen by itself: connections can be given to it, and it can be told to
 * listen.
 */
export function createGateway({ handle, onAmqp }: GatewayOptions): Server {
  const server = createServer((request, response) => {
    if (pathOf(request.url) === '/health' && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify({ status: 'healthy' }));
    } else handle(request, response);
  });
  const webSockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => SUBPROTOCOLS.find((name) => offered.has(name)) ?? false,
  });
  server.on('upgrade', (request, socket, head) => {
    if (pathOf(request.url).replace(/\/$/, '').toLowerCase() !== WEB_SOCKET_PATH) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => onAmqp(createWebSocketStream(webSocket)));
  });
  return server;
}

/** The path of a request, whatever it looks like: a URL that cannot be parsed is no reason to fail. */
export function pathOf(url: string | undefined): string {
  return (url ?? '/').split('?')[0] ?? '/';
}
