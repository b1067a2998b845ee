import type { FaultPlan } from './fault-plan.ts';
import type { NodeRequest, NodeResponse } from './request-node.ts';
import { type AccessKey, type AccessRight, checkSasToken, type Grant, isWithin } from './sas-token.ts';

/** What one connection has been allowed over `$cbs`. With no keys configured everything is. */
export class Access {
  readonly #keys: readonly AccessKey[];
  readonly #faults: FaultPlan;
  /** By audience, so that a fresh token replaces the old one. */
  readonly #grants = new Map<string, Grant>();

  constructor(keys: readonly AccessKey[], faults: FaultPlan) {
    this.#keys = keys;
    this.#faults = faults;
  }

  /** Answers a put-token request. Tokens run out by the machine's time, which their issuer went by. */
  putToken({ operation, applicationProperties, body }: NodeRequest): NodeResponse {
    if (operation !== 'put-token')
      return { statusCode: 400, statusDescription: `Unknown operation '${operation}'.` };
    if (this.#faults.strikes('refuse-token'))
      return unauthorized('InvalidSignature: The token was refused on demand.');
    if (this.#keys.length === 0) return ACCEPTED;
    const result = checkSasToken(typeof body === 'string' ? body : '', this.#keys, Date.now());
    if (typeof result === 'string') return unauthorized(result);
    this.#grants.set(String(applicationProperties['name'] ?? ''), result);
    return ACCEPTED;
  }

  /** True when a token that is good now allows this on the entity. */
  allows(right: AccessRight, address: string): boolean {
    if (this.#keys.length === 0) return true;
    const path = address.toLowerCase().replace(/^\/+/, '');
    for (const grant of this.#grants.values()) {
      if (grant.expiresAt > Date.now() && grant.rights.has(right) && isWithin(path, grant.path)) return true;
    }
    return false;
  }
}

const ACCEPTED: NodeResponse = { statusCode: 202, statusDescription: 'Accepted' };

const unauthorized = (statusDescription: string): NodeResponse => ({
  statusCode: 401,
  statusDescription,
  errorCondition: 'amqp:unauthorized-access',
});

/** The service's words for a token that does not allow something. */
export const claimsNeeded = (right: AccessRight, address: string): string => {
  const claim = `${right.charAt(0).toUpperCase()}${right.slice(1)}`;
  return `Unauthorized access. '${claim}' claim(s) are required to perform this operation. Resource: '${address}'.`;
};
