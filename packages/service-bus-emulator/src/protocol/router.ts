import type { Credentials } from '../amqp/sasl-server.ts';
import { pathOf } from '../semantics/entity-path.ts';
import { refuseReceiving, refuseSending } from '../semantics/entity-status.ts';
import type { Route } from '../semantics/namespace.ts';
import { Access, claimsNeeded } from './access.ts';
import type { AttachRequest } from './attach-request.ts';
import type { Broker } from './broker.ts';
import { encodeResponse } from './encode-response.ts';
import { entityNotFound } from './entity-not-found.ts';
import { IncomingLink } from './incoming-link.ts';
import type { Link, LinkError } from './link.ts';
import { ManagementNodes } from './management-nodes.ts';
import { OutgoingLink } from './outgoing-link.ts';
import { produce } from './producer.ts';
import { type ConsumerOptions, QueueConsumer } from './queue-consumer.ts';
import { type NodeRequest, type NodeResponse, RequestNode } from './request-node.ts';
import type { AccessRight } from './sas-token.ts';
import { requestedSession, SessionAcceptor } from './session-acceptor.ts';
import { errorOf } from './settlement.ts';

const CBS = '$cbs';
const RECEIVE_AND_DELETE = 1;

const NEEDS_SESSION =
  'It is not possible for an entity that requires sessions to create a non-sessionful message receiver.';
const HAS_NO_SESSIONS =
  'A sessionful message receiver cannot be created on an entity that does not require sessions.';

/** Leads every attached link of one connection to what its address means. */
export class Router {
  readonly #broker: Broker;
  readonly #access: Access;
  readonly #cbs: RequestNode;
  readonly #management: ManagementNodes;
  #hostname = '';

  constructor(broker: Broker) {
    this.#broker = broker;
    this.#access = new Access(broker.accessKeys, broker.faults, broker.clock);
    this.#cbs = new RequestNode(
      (request) => this.#putToken(request),
      (correlationId, response) => encodeResponse('cbs', correlationId, response),
      broker.faults,
    );
    this.#management = new ManagementNodes(broker, this.#access);
  }

  /** Tells whether the name and key that a peer gave over SASL are good, and lets it do what they allow. */
  authenticate(credentials: Credentials): boolean {
    return this.#access.authenticate(credentials);
  }

  /** `hostname` is what the peer calls us; the service's error texts repeat it. */
  attach(hostname: string, link: Link, request: AttachRequest): void {
    this.#hostname = hostname;
    const address = addressOf(link, request);
    link.address = address;
    const route = this.#broker.namespace.find(address);
    if (request.isTransactional) link.refuse(request, NO_TRANSACTIONS);
    else if (address.toLowerCase() === CBS) attachToNode(this.#cbs, link, request);
    else if (route === undefined) link.refuse(request, entityNotFound(hostname, address));
    else if (route.isManagement) attachToNode(this.#management.of(hostname, address), link, request);
    else if (link instanceof IncomingLink) this.#attachProducer(link, request, route, address);
    else if (link instanceof OutgoingLink) this.#attachConsumer(link, request, route, address);
  }

  /**
   * A token for an unknown entity is refused already; else a client would take a missing session queue for a
   * locked session.
   */
  #putToken(request: NodeRequest): NodeResponse {
    const response = this.#access.putToken(request);
    const audience = pathOf(String(request.applicationProperties['name'] ?? ''));
    if (response.statusCode >= 300 || audience === '') return response;
    if (this.#broker.namespace.find(audience) !== undefined) return response;
    const { condition, description } = entityNotFound(this.#hostname, audience);
    return { statusCode: 404, statusDescription: description, errorCondition: condition };
  }

  #attachProducer(
    link: IncomingLink,
    request: AttachRequest,
    { entity, queue }: Route,
    address: string,
  ): void {
    const refusal =
      queue?.isDeadLetter === true
        ? notAllowed(NO_DEAD_SENDS)
        : (this.#forbidden('send', address) ?? refusalOf(() => refuseSending(entity)));
    if (refusal !== undefined) {
      link.refuse(request, refusal);
      return;
    }
    const { clock, faults } = this.#broker;
    produce(link, entity, { clock, faults, touch: () => this.#broker.touch(entity) });
    link.accept(request, entity.settings.maxMessageBytes);
  }

  #attachConsumer(
    link: OutgoingLink,
    request: AttachRequest,
    { entity, queue }: Route,
    address: string,
  ): void {
    const sessionId = requestedSession(request);
    const options: ConsumerOptions = {
      mode: request.sendSettleMode === RECEIVE_AND_DELETE ? 'receiveAndDelete' : 'peekLock',
      faults: this.#broker.faults,
      tokenExpiry: () => this.#access.expiry(address),
    };
    const needsSession = queue?.context.settings.requiresSession === true;
    const refusal =
      this.#forbidden('listen', address) ??
      (queue?.isDeadLetter === true ? undefined : refusalOf(() => refuseReceiving(entity)));
    if (refusal !== undefined) {
      link.refuse(request, refusal);
    } else if (queue === undefined) {
      link.refuse(
        request,
        notAllowed(`'${address}' is a topic; only its subscriptions can be received from.`),
      );
    } else if (needsSession && sessionId === undefined) {
      link.refuse(request, notAllowed(NEEDS_SESSION));
    } else if (needsSession) {
      new SessionAcceptor(this.#broker.hostOf(queue), link, request, options);
    } else if (sessionId !== undefined) {
      link.refuse(request, notAllowed(`${HAS_NO_SESSIONS} Entity: '${address}'.`));
    } else {
      link.accept(request);
      new QueueConsumer(this.#broker.hostOf(queue), link, options);
    }
  }

  #forbidden(right: AccessRight, address: string): LinkError | undefined {
    if (this.#access.allows(right, address)) return undefined;
    return { condition: 'amqp:unauthorized-access', description: claimsNeeded(right, address) };
  }
}

const NO_TRANSACTIONS = { condition: 'amqp:not-implemented', description: 'Transactions are not supported.' };
const NO_DEAD_SENDS = 'Messages cannot be sent to a dead-letter queue.';

/** The error that an operation is refused with; undefined when it is not. */
function refusalOf(operation: () => void): LinkError | undefined {
  try {
    operation();
    return undefined;
  } catch (error) {
    return errorOf(error);
  }
}

function notAllowed(description: string): LinkError {
  return { condition: 'amqp:not-allowed', description };
}

function addressOf(link: Link, { sourceAddress, targetAddress }: AttachRequest): string {
  return pathOf((link instanceof IncomingLink ? targetAddress : sourceAddress) ?? '');
}

/** Management requests are small; so is the limit. */
const REQUEST_LIMIT = 1024 * 1024;

function attachToNode(node: RequestNode, link: Link, request: AttachRequest): void {
  if (link instanceof IncomingLink) {
    node.addRequestLink(link);
    link.accept(request, REQUEST_LIMIT);
  } else if (link instanceof OutgoingLink) {
    node.addReplyLink(link, request.targetAddress);
    link.accept(request);
  }
}
