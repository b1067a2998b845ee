import { TrieRouter } from 'hono/router/trie-router';
import type { ContactState, ContactWrite, StoredContact } from '../address-book/address-book.ts';
import type { PropertyChoice } from '../address-book/property-definition.ts';
import { member, readContactWrite } from '../endpoints/contact-body.ts';
import { RefusedContact } from '../endpoints/refused-contact.ts';
import { parseJson } from '../exchange/parse-json.ts';
import type { ReceivedRequest } from '../exchange/receive-request.ts';
import type { LoggedRequest } from '../exchange/request-log.ts';
import type { Faults } from '../faults.ts';
import { type Reply, refuse } from '../reply.ts';
import { readFault } from './fault-request.ts';

/**
 * Paths under it steer and inspect the simulator. They are not signed; unless told otherwise the simulator
 * listens on 127.0.0.1 only.
 */
export const CONTROL_PREFIX = '/_simulator/';

/** The parts of a simulator that can be steered. */
interface Controllable {
  readonly faults: Faults;
  contacts(): readonly StoredContact[];
  contact(externalId: string): StoredContact | undefined;
  state(externalId: string): ContactState;
  requests(externalId?: string): readonly LoggedRequest[];
  seed(contacts: readonly ContactWrite[]): void;
  addPermission(permission: PropertyChoice): void;
  reset(): void;
}

/** One endpoint for steering. */
type ControlHandler = (
  simulator: Controllable,
  request: ReceivedRequest,
  externalId: string | undefined,
) => Reply;

const router = new TrieRouter<ControlHandler>();
router.add('GET', 'faults', ({ faults }) => ({ status: 200, body: faults.pending() }));
router.add('POST', 'faults', addFault);
router.add('DELETE', 'faults', ({ faults }) => doing(() => faults.clear()));
router.add('GET', 'contacts', showContacts);
router.add('POST', 'contacts', seed);
router.add('GET', 'requests', (simulator, _, externalId) => ({
  status: 200,
  body: simulator.requests(externalId),
}));
router.add('POST', 'permissions', addPermission);
router.add('POST', 'reset', (simulator) => doing(() => simulator.reset()));

/** Answers a request to the control endpoint. */
export function answerControl(request: ReceivedRequest, simulator: Controllable): Reply {
  const url = new URL(request.target, 'http://simulator');
  const [first] = router.match(request.method, url.pathname.slice(CONTROL_PREFIX.length))[0];
  if (first === undefined) return refuse(404, 'RESOURCE_NOT_FOUND', 'No such control endpoint');
  return first[0](simulator, request, url.searchParams.get('externalId') ?? undefined);
}

function doing(what: () => void): Reply {
  what();
  return { status: 204 };
}

function showContacts(simulator: Controllable, _: ReceivedRequest, externalId: string | undefined): Reply {
  if (externalId === undefined) return { status: 200, body: simulator.contacts() };
  const contact = simulator.contact(externalId);
  return { status: 200, body: { state: simulator.state(externalId), contact } };
}

function addFault({ faults }: Controllable, { body }: ReceivedRequest): Reply {
  const fault = readFault(parseJson(body));
  if (fault === undefined) return refuse(400, 'INVALID_PARAMS', 'Not a fault');
  return doing(() => faults.add(fault));
}

function addPermission(simulator: Controllable, { body }: ReceivedRequest): Reply {
  const json = parseJson(body);
  const [bit, description] = [member(json, 'bit'), member(json, 'description')];
  if (typeof bit !== 'number' || !Number.isSafeInteger(bit) || bit < 1) {
    return refuse(400, 'INVALID_PARAMS', 'Not a permission');
  }
  const permission = { bit, description: typeof description === 'string' ? description : '', rank: bit };
  return doing(() => simulator.addPermission(permission));
}

function seed(simulator: Controllable, { body }: ReceivedRequest): Reply {
  const contacts = member(parseJson(body), 'contacts');
  const writes = Array.isArray(contacts)
    ? contacts.map((contact: unknown) => readContactWrite(contact))
    : [undefined];
  const valid = writes.filter((write) => write !== undefined);
  if (valid.length < writes.length) return refuse(400, 'INVALID_PARAMS', 'Contact without externalId found');
  try {
    return doing(() => simulator.seed(valid));
  } catch (error) {
    if (!(error instanceof RefusedContact)) throw error;
    return refuse(400, 'INVALID_PROPERTY', 'A property of a contact is invalid');
  }
}
