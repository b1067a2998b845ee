import { createServer, type Server } from 'node:http';
import { systemClock } from '@spotler-connector/clock';
import {
  type Bounce,
  type ContactState,
  type ContactWrite,
  createAddressBook,
  type StoredContact,
} from './address-book/address-book.ts';
import { DEFAULT_PROPERTIES, type PropertyChoice } from './address-book/property-definition.ts';
import { tellOfChanges } from './address-book/tell-of-changes.ts';
import { DEFAULT_BASE_PATHS } from './base-path.ts';
import { answerControl, CONTROL_PREFIX } from './control/control-endpoints.ts';
import { RefusedContact } from './endpoints/refused-contact.ts';
import { createLateEffects } from './exchange/late-effects.ts';
import { receiveRequest } from './exchange/receive-request.ts';
import { createRequestLog, type LoggedRequest } from './exchange/request-log.ts';
import { sendReply } from './exchange/send-reply.ts';
import { type Service, serveRequest } from './exchange/serve-request.ts';
import { createFaultQueue, type Faults } from './faults.ts';
import { UNKNOWN_CONTACT } from './reply.ts';
import { createReplayGuard } from './signature/replay-guard.ts';
import type { SpotlerSimulatorOptions } from './simulator-options.ts';

/** A running simulator. */
export interface SpotlerSimulator {
  /** Origin, such as `http://127.0.0.1:8082`. */
  readonly url: string;
  /** Origin with the first base path: what a client takes as its base URL. */
  readonly baseUrl: string;
  /** TCP port. */
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
  /** Adds a permission to the account; contacts have it when it is written. Not undone by `reset`. */
  addPermission(permission: PropertyChoice): void;
  /** The latest 10 000 requests, oldest first; with an id, only those about this contact. */
  requests(externalId?: string): readonly LoggedRequest[];
  /** Faults on demand. */
  readonly faults: Faults;
  /** How many changes of `late` faults are still to come. */
  lateEffects(): number;
  /** Applies the changes of `late` faults that are still to come at once. */
  applyLateEffects(): void;
  /** Forgets contacts, bounces, requests, faults, and changes that are still to come. */
  reset(): void;
  /** Stops listening and cuts what is still open. */
  close(): Promise<void>;
}

/** Starts a simulator. Rejects when the port is in use, or the host is none of this machine's. */
export async function startSpotlerSimulator(
  options: SpotlerSimulatorOptions = {},
): Promise<SpotlerSimulator> {
  const closing = new AbortController();
  const service = createService(options, closing.signal);
  const inspection = createInspection(service);
  const server = createServer(async (incoming, response) => {
    const request = await receiveRequest(incoming);
    if (request === undefined) response.destroy();
    else if (request.target.startsWith(CONTROL_PREFIX))
      sendReply(response, answerControl(request, inspection));
    else await serveRequest(request, response, service);
  });
  const host = options.host ?? '127.0.0.1';
  const port = await listen(server, options.port ?? 0, host);
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  return {
    ...inspection,
    consumerKey: service.consumerKey,
    consumerSecret: service.consumerSecret,
    url,
    baseUrl: `${url}${service.basePaths[0]?.path ?? ''}`,
    port,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const UNKNOWN_CONTACTS = {
  typed: UNKNOWN_CONTACT,
  'bare-404': { status: 404 },
  'bare-410': { status: 410 },
} as const;

function createService(options: SpotlerSimulatorOptions, closing: AbortSignal): Service {
  const clock = options.clock ?? systemClock;
  const toleranceSeconds = options.timestampToleranceSeconds ?? 300;
  return {
    book: tellOfChanges(createAddressBook(options.properties ?? DEFAULT_PROPERTIES, clock), options.onChange),
    anonymizeStatus: options.anonymizeStatus ?? 410,
    unknownContact: UNKNOWN_CONTACTS[options.unknownContact ?? 'typed'],
    consumerKey: options.consumerKey ?? 'simulator-key',
    consumerSecret: options.consumerSecret ?? 'simulator-secret',
    toleranceSeconds,
    isReplay: createReplayGuard(toleranceSeconds),
    clock,
    basePaths: options.basePaths ?? DEFAULT_BASE_PATHS,
    faults: createFaultQueue(),
    log: createRequestLog(),
    lateEffects: createLateEffects(clock, closing),
    closing,
  };
}

type Inspection = Pick<
  SpotlerSimulator,
  | 'contacts'
  | 'contact'
  | 'state'
  | 'seed'
  | 'addBounce'
  | 'addPermission'
  | 'requests'
  | 'faults'
  | 'lateEffects'
  | 'applyLateEffects'
  | 'reset'
>;

function createInspection({ book, log, faults, lateEffects }: Service): Inspection {
  return {
    contacts: book.all,
    contact: book.find,
    state: book.state,
    seed(contacts) {
      for (const contact of contacts) {
        const refusal = book.write(contact, { create: true, update: true, purge: false });
        if (refusal !== undefined)
          throw new RefusedContact(`A seeded contact is refused: ${JSON.stringify(refusal.body)}`);
      }
    },
    addBounce: book.addBounce,
    addPermission: book.addPermission,
    requests: log.list,
    faults,
    lateEffects: lateEffects.pending,
    applyLateEffects: lateEffects.applyNow,
    reset() {
      lateEffects.clear();
      book.clear();
      log.clear();
      faults.clear();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
