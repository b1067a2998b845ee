import type { Place } from '../semantics/namespace.ts';
import type { AmqpConnection } from './amqp-connection.ts';
import type { Broker } from './broker.ts';
import { encodeResponse } from './encode-response.ts';
import { textField } from './frame-fields.ts';
import { IncomingLink } from './incoming-link.ts';
import type { AttachRequest, Link, LinkError } from './link.ts';
import { manage } from './management-node.ts';
import { OutgoingLink } from './outgoing-link.ts';
import { produce } from './producer.ts';
import { QueueConsumer } from './queue-consumer.ts';
import { RequestNode } from './request-node.ts';
import { requestedSession, SessionAcceptor } from './session-acceptor.ts';

const CBS = '$cbs';
const RECEIVE_AND_DELETE = 1;

const NEEDS_SESSION =
  'It is not possible for an entity that requires sessions to create a non-sessionful message receiver.';
const HAS_NO_SESSIONS =
  'A sessionful message receiver cannot be created on an entity that does not require sessions.';

/** Leads every attached link of one connection to what its address means. */
export class Router {
  readonly #broker: Broker;
  readonly #connection: AmqpConnection;
  readonly #cbs: RequestNode;
  readonly #management = new Map<string, RequestNode>();

  constructor(broker: Broker, connection: AmqpConnection) {
    this.#broker = broker;
    this.#connection = connection;
    this.#cbs = new RequestNode(
      () => ({ statusCode: 202, statusDescription: 'Accepted' }),
      (correlationId, response) => encodeResponse('cbs', correlationId, response),
    );
  }

  attach(link: Link, request: AttachRequest): void {
    const address = addressOf(link, request);
    const place = this.#broker.namespace.find(address);
    if (address.toLowerCase() === CBS) attachToNode(this.#cbs, link, request);
    else if (place === undefined) link.refuse(request, this.#notFound(address));
    else if (place.isManagement) attachToNode(this.#managementOf(address), link, request);
    else if (link instanceof IncomingLink) this.#attachProducer(link, request, place);
    else if (link instanceof OutgoingLink) this.#attachConsumer(link, request, place, address);
  }

  #attachProducer(link: IncomingLink, request: AttachRequest, { entity, queue }: Place): void {
    if (queue?.isDeadLetter === true) {
      link.refuse(request, notAllowed('Messages cannot be sent to a dead-letter queue.'));
      return;
    }
    produce(link, entity, this.#broker.clock, () => this.#broker.touch(entity));
    link.accept(request, entity.settings.maxMessageBytes);
  }

  #attachConsumer(link: OutgoingLink, request: AttachRequest, { queue }: Place, address: string): void {
    const sessionId = requestedSession(request);
    const mode = request.sendSettleMode === RECEIVE_AND_DELETE ? 'receiveAndDelete' : 'peekLock';
    const needsSession = queue?.context.settings.requiresSession === true;
    if (queue === undefined) {
      link.refuse(
        request,
        notAllowed(`'${address}' is a topic; only its subscriptions can be received from.`),
      );
    } else if (needsSession && sessionId === undefined) {
      link.refuse(request, notAllowed(NEEDS_SESSION));
    } else if (needsSession) {
      new SessionAcceptor(this.#broker.hostOf(queue), link, request, mode);
    } else if (sessionId !== undefined) {
      link.refuse(request, notAllowed(`${HAS_NO_SESSIONS} Entity: '${address}'.`));
    } else {
      link.accept(request);
      new QueueConsumer(this.#broker.hostOf(queue), link, mode);
    }
  }

  #managementOf(address: string): RequestNode {
    const key = address.toLowerCase();
    const found = this.#management.get(key);
    if (found !== undefined) return found;
    const node = new RequestNode(
      (nodeRequest) => {
        // Looked up each time: the entity may have been deleted and created anew.
        const place = this.#broker.namespace.find(address);
        if (place === undefined) {
          const { condition, description } = this.#notFound(address);
          return { statusCode: 404, statusDescription: description, errorCondition: condition };
        }
        const response = manage(place, nodeRequest, this.#broker.clock.now());
        this.#broker.touch(place.entity);
        return response;
      },
      (correlationId, response) => encodeResponse('management', correlationId, response),
    );
    this.#management.set(key, node);
    return node;
  }

  #notFound(address: string): LinkError {
    const path = address.replace(/\/\$management$/i, '');
    return {
      condition: 'amqp:not-found',
      description: `The messaging entity 'sb://${this.#connection.hostname}/${path}' could not be found.`,
    };
  }
}

const notAllowed = (description: string): LinkError => ({ condition: 'amqp:not-allowed', description });

const addressOf = (link: Link, { source, target }: AttachRequest): string =>
  textField(link instanceof IncomingLink ? target : source, 'address') ?? '';

/** Management requests are small; so is the limit. */
const REQUEST_LIMIT = 1024 * 1024;

const attachToNode = (node: RequestNode, link: Link, request: AttachRequest): void => {
  if (link instanceof IncomingLink) {
    node.addRequestLink(link);
    link.accept(request, REQUEST_LIMIT);
  } else if (link instanceof OutgoingLink) {
    node.addReplyLink(link, textField(request.target, 'address'));
    link.accept(request);
  }
};
