import type { ContactState, ContactWrite, StoredContact } from '../address-book/address-book.ts';
import type { ReceivedRequest } from '../exchange/receive-request.ts';
import { type Reply, refuse } from '../exchange/reply.ts';
import type { LoggedRequest } from '../exchange/request-log.ts';
import type { Faults } from '../faults.ts';
import { member, readContactWrite } from './contact-body.ts';
import { readFault } from './fault-request.ts';

/**
 * Paths under it steer and inspect the simulator. They are not signed; unless told otherwise the simulator
 * listens on 127.0.0.1 only.
 */
export const CONTROL_PREFIX = '/_simulator/';

/** What can be steered. */
interface Controllable {
  readonly faults: Faults;
  contacts(): readonly StoredContact[];
  contact(externalId: string): StoredContact | undefined;
  state(externalId: string): ContactState;
  requests(externalId?: string): readonly LoggedRequest[];
  seed(contacts: readonly ContactWrite[]): void;
  reset(): void;
}

const DONE: Reply = { status: 204 };

/** Answers a request to the control endpoint. */
export function answerControl(request: ReceivedRequest, simulator: Controllable): Reply {
  const url = new URL(request.target, 'http://simulator');
  const externalId = url.searchParams.get('externalId') ?? undefined;
  switch (`${request.method} ${url.pathname.slice(CONTROL_PREFIX.length)}`) {
    case 'GET faults':
      return { status: 200, body: simulator.faults.pending() };
    case 'POST faults':
      return addFault(request.body, simulator);
    case 'DELETE faults':
      simulator.faults.clear();
      return DONE;
    case 'GET contacts':
      return externalId === undefined
        ? { status: 200, body: simulator.contacts() }
        : {
            status: 200,
            body: { state: simulator.state(externalId), contact: simulator.contact(externalId) },
          };
    case 'POST contacts':
      return seed(request.body, simulator);
    case 'GET requests':
      return { status: 200, body: simulator.requests(externalId) };
    case 'POST reset':
      simulator.reset();
      return DONE;
    default:
      return refuse(404, 'RESOURCE_NOT_FOUND', 'No such control endpoint');
  }
}

function addFault(body: string, simulator: Controllable): Reply {
  const fault = readFault(parse(body));
  if (fault === undefined) return refuse(400, 'INVALID_PARAMS', 'Not a fault');
  simulator.faults.add(fault);
  return DONE;
}

function seed(body: string, simulator: Controllable): Reply {
  const contacts = member(parse(body), 'contacts');
  const writes = Array.isArray(contacts)
    ? contacts.map((contact: unknown) => readContactWrite(contact))
    : [undefined];
  const valid = writes.filter((write) => write !== undefined);
  if (valid.length < writes.length) return refuse(400, 'INVALID_PARAMS', 'Contact without externalId found');
  try {
    simulator.seed(valid);
    return DONE;
  } catch {
    return refuse(400, 'INVALID_PROPERTY', 'A property of a contact is invalid');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
