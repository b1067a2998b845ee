import { type Access, claimsNeeded } from './access.ts';
import type { Broker } from './broker.ts';
import { encodeResponse } from './encode-response.ts';
import { entityNotFound } from './entity-not-found.ts';
import { manage } from './management-node.ts';
import { type NodeRequest, type NodeResponse, RequestNode } from './request-node.ts';
import type { AccessRight } from './sas-token.ts';

/** The right that each operation needs; everything that is not listed reads. */
const RIGHTS: ReadonlyMap<string, AccessRight> = new Map([
  ['com.microsoft:schedule-message', 'send'],
  ['com.microsoft:cancel-scheduled-message', 'send'],
  ['com.microsoft:add-rule', 'manage'],
  ['com.microsoft:remove-rule', 'manage'],
  ['com.microsoft:enumerate-rules', 'manage'],
]);

/** The `$management` nodes that one connection uses, one for each entity. */
export class ManagementNodes {
  readonly #broker: Broker;
  readonly #access: Access;
  readonly #nodes = new Map<string, RequestNode>();

  constructor(broker: Broker, access: Access) {
    this.#broker = broker;
    this.#access = access;
  }

  of(hostname: string, address: string): RequestNode {
    const key = address.toLowerCase();
    const found = this.#nodes.get(key);
    if (found !== undefined) return found;
    const node = new RequestNode(
      (request) => this.#answer(hostname, address, request),
      (correlationId, response) => encodeResponse('management', correlationId, response),
      this.#broker.faults,
    );
    this.#nodes.set(key, node);
    return node;
  }

  #answer(hostname: string, address: string, request: NodeRequest): NodeResponse {
    const { namespace, clock, faults } = this.#broker;
    // Looked up each time: the entity may have been deleted and created anew.
    const route = namespace.find(address);
    const right = RIGHTS.get(request.operation) ?? 'listen';
    if (route === undefined) return failure(404, entityNotFound(hostname, address));
    if (!this.#access.allows(right, address)) {
      return failure(401, {
        condition: 'amqp:unauthorized-access',
        description: claimsNeeded(right, address),
      });
    }
    if (faults.strikes('server-busy')) {
      return failure(503, {
        condition: 'com.microsoft:server-busy',
        description: 'The service is busy. Try again later.',
      });
    }
    const { queue } = route;
    const link = request.applicationProperties['associated-link-name'];
    const sessionOfLink = queue && this.#broker.hostOf(queue).sessionOfLink.get(String(link));
    const response = manage(route, request, { now: clock.now(), sessionOfLink });
    this.#broker.touch(route.entity);
    return response;
  }
}

function failure(statusCode: number, error: { condition: string; description: string }): NodeResponse {
  return {
    statusCode,
    statusDescription: error.description,
    errorCondition: error.condition,
  };
}
