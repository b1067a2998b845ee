import { Agent } from 'node:https';
import type { ServiceBusClientOptions } from '@azure/service-bus';
import { WebSocket } from 'ws';

/**
 * Builds the options of a client that speaks AMQP over WebSockets on port 443. A proxy lets those through.
 * The agent makes the connection, so the process's proxies count.
 */
export function overWebSockets(): Pick<ServiceBusClientOptions, 'webSocketOptions'> {
  return {
    webSocketOptions: { webSocket: WebSocket, webSocketConstructorOptions: { agent: new Agent() } },
  };
}
