import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type ContactState,
  type ContactWrite,
  createAddressBook,
  type StoredContact,
} from './address-book.ts';
import {
  type ApiSettings,
  answerRequest,
  type ReceivedRequest,
  routeRequest,
  UNKNOWN_PATH,
} from './answer-request.ts';
import { DEFAULT_BASE_PATHS } from './base-path.ts';
import { answerControl, CONTROL_PREFIX } from './control-endpoints.ts';
import { createFaultQueue, type Faults } from './faults.ts';
import type { Bounce } from './list-endpoints.ts';
import { DEFAULT_PROPERTIES } from './property-definition.ts';
import { createReplayGuard } from './replay-guard.ts';
import { createRequestLog, type LoggedRequest } from './request-log.ts';
import { sendFault, sendReply } from './send-reply.ts';
import type { SpotlerSimulatorOptions } from './simulator-options.ts';

/** A running simulator. */
export interface SpotlerSimulator {
  /** Origin, such as `http://127.0.0.1:8082`. */
  readonly url: string;
  /** Origin with the first base path: what a client takes as its base URL. */
  readonly baseUrl: string;
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** The key that requests must be signed with. */
  readonly consumerKey: string;
  /** The secret that requests must be signed with. */
  readonly consumerSecret: string;
  /** Every contact that is stored now; an anonymized one is not. */
  contacts(): readonly StoredContact[];
  /** One contact; undefined when it is not stored. */
  contact(externalId: string): StoredContact | undefined;
  /** Whether a contact is stored, was anonymized, or was never seen. */
  state(externalId: string): ContactState;
  /** Stores contacts as if they had been upserted. Throws when a property would be refused. */
  seed(contacts: readonly ContactWrite[]): void;
  /** Adds a bounce to what `GET /contact/bounces/list` shows. */
  addBounce(bounce: Bounce): void;
  /** The latest 10 000 requests, oldest first; with an id, only those about this contact. */
  requests(externalId?: string): readonly LoggedRequest[];
  /** Faults on demand. */
  readonly faults: Faults;
  /** Forgets contacts, bounces, requests and faults. */
  reset(): void;
  /** Stops listening and cuts what is still open. */
  close(): Promise<void>;
}

/** Starts a simulator on 127.0.0.1. Rejects when the port is in use. */
export async function startSpotlerSimulator(
  options: SpotlerSimulatorOptions = {},
): Promise<SpotlerSimulator> {
  const clock = options.clock ?? Date.now;
  const toleranceSeconds = options.timestampToleranceSeconds ?? 300;
  const book = createAddressBook(options.properties ?? DEFAULT_PROPERTIES, clock);
  const basePaths = options.basePaths ?? DEFAULT_BASE_PATHS;
  const consumerKey = options.consumerKey ?? 'simulator-key';
  const consumerSecret = options.consumerSecret ?? 'simulator-secret';
  const faults = createFaultQueue();
  const log = createRequestLog();
  const bounces: Bounce[] = [];
  const settings: ApiSettings = {
    book,
    bounces: () => bounces,
    anonymizeStatus: options.anonymizeStatus ?? 410,
    consumerKey,
    consumerSecret,
    toleranceSeconds,
    isReplay: createReplayGuard(toleranceSeconds),
    clock,
  };

  const answer = async (request: ReceivedRequest, response: ServerResponse): Promise<void> => {
    const routed = routeRequest(request, basePaths);
    const fault = routed === undefined ? undefined : faults.take(routed.endpoint, routed.externalId);
    const record = (status: number): void =>
      log.record({
        at: clock(),
        endpoint: routed?.endpoint,
        externalId: routed?.externalId,
        status,
        fault: fault?.kind,
      });
    if (fault?.kind === 'latency') await delay(fault.ms);
    if (fault?.kind === 'status') {
      record(fault.status);
      return sendFault(response, fault);
    }
    const lost = fault?.kind === 'cut' || fault?.kind === 'silence' ? fault : undefined;
    const reply =
      lost?.when === 'before-change'
        ? { status: 0 }
        : routed === undefined
          ? UNKNOWN_PATH
          : answerRequest(routed, settings);
    record(reply.status);
    if (lost?.kind === 'cut') response.destroy();
    else if (lost === undefined) sendReply(response, reply);
  };

  const simulator = {
    consumerKey,
    consumerSecret,
    contacts: book.all,
    contact: book.find,
    state: book.state,
    seed: (contacts: readonly ContactWrite[]) => {
      for (const contact of contacts) {
        const refusal = book.write(contact, { create: true, update: true, purge: false });
        if (refusal !== undefined)
          throw new TypeError(`A seeded contact is refused: ${JSON.stringify(refusal.body)}`);
      }
    },
    addBounce: (bounce: Bounce) => void bounces.push(bounce),
    requests: log.list,
    faults,
    reset: () => {
      book.clear();
      log.clear();
      faults.clear();
      bounces.length = 0;
    },
  };

  const server = createServer((incoming, response) => {
    void receive(incoming).then(async (request) => {
      if (request.target.startsWith(CONTROL_PREFIX)) sendReply(response, answerControl(request, simulator));
      else await answer(request, response);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = isAddress(address) ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  return {
    ...simulator,
    url,
    baseUrl: `${url}${basePaths[0]?.path ?? ''}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return {
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    host: incoming.headers.host ?? '',
    authorization: incoming.headers.authorization ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
