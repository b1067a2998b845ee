import type { Credentials } from '../amqp/sasl-server.ts';
import { type Clock, systemClock } from '../clock.ts';
import { pathOf } from '../semantics/entity-path.ts';
import type { BrokenRenewals, FaultPlan } from './fault-plan.ts';
import type { NodeRequest, NodeResponse } from './request-node.ts';
import {
  type AccessKey,
  type AccessRight,
  checkSasToken,
  type Grant,
  isWithin,
  rightsOf,
} from './sas-token.ts';

/** Permissions that one connection has got over `$cbs`. With no keys configured everything is allowed. */
export class Access {
  readonly #keys: readonly AccessKey[];
  readonly #faults: FaultPlan;
  readonly #clock: Clock;
  /** By audience, so that a fresh token replaces the old one. */
  readonly #grants = new Map<string, Grant>();
  /** When the token of each audience was taken. */
  readonly #tokensTaken = new Map<string, number>();

  constructor(keys: readonly AccessKey[], faults: FaultPlan, clock: Clock) {
    this.#clock = clock;
    this.#keys = keys;
    this.#faults = faults;
  }

  /** Takes the name and the key of SASL PLAIN, which are good for as long as the connection lives. */
  authenticate({ name, password }: Credentials): boolean {
    if (this.#keys.length === 0) return true;
    const key = this.#keys.find((each) => each.name === name && each.key === password);
    if (key === undefined) return false;
    const path = (key.entity ?? '').toLowerCase();
    this.#grants.set(`sasl:${name}`, { rights: rightsOf(key), path, expiresAt: Number.POSITIVE_INFINITY });
    return true;
  }

  /**
   * Answers a put-token request. Tokens run out by the machine's time, which their issuer went by; broken
   * renewals by ours.
   */
  putToken({ operation, applicationProperties, body }: NodeRequest): NodeResponse {
    if (operation !== 'put-token')
      return { statusCode: 400, statusDescription: `Unknown operation '${operation}'.` };
    if (this.#faults.strikes('refuse-token'))
      return unauthorized('InvalidSignature: The token was refused on demand.');
    const audience = String(applicationProperties['name'] ?? '');
    if (this.#faults.brokenRenewals !== undefined && this.#tokensTaken.has(audience))
      return unauthorized('ExpiredToken: The token was not renewed, on demand.');
    if (this.#keys.length === 0) {
      this.#tokensTaken.set(audience, this.#clock.now());
      return ACCEPTED;
    }
    const result = checkSasToken(typeof body === 'string' ? body : '', this.#keys, systemClock.now());
    if (typeof result === 'string') return unauthorized(result);
    this.#grants.set(audience, result);
    this.#tokensTaken.set(audience, this.#clock.now());
    return ACCEPTED;
  }

  /** The fate of a receiver whose token is too old; undefined while it is good. */
  expiry(address: string): BrokenRenewals['expired'] | undefined {
    const broken = this.#faults.brokenRenewals;
    if (broken === undefined) return undefined;
    const path = pathOf(address).toLowerCase();
    for (const [audience, taken] of this.#tokensTaken) {
      const isIts = pathOf(audience).toLowerCase() === path;
      if (isIts && this.#clock.now() - taken > broken.lifeMs) return broken.expired;
    }
    return undefined;
  }

  /** True when a token that is good now allows this on the entity. */
  allows(right: AccessRight, address: string): boolean {
    if (this.#keys.length === 0) return true;
    const path = pathOf(address).toLowerCase();
    for (const grant of this.#grants.values()) {
      if (grant.expiresAt > systemClock.now() && grant.rights.has(right) && isWithin(path, grant.path))
        return true;
    }
    return false;
  }
}

const ACCEPTED: NodeResponse = { statusCode: 202, statusDescription: 'Accepted' };

function unauthorized(statusDescription: string): NodeResponse {
  return {
    statusCode: 401,
    statusDescription,
    errorCondition: 'amqp:unauthorized-access',
  };
}

/** The error for a receiver whose token ran out. */
export const TOKEN_EXPIRED = {
  condition: 'amqp:unauthorized-access',
  description: 'ExpiredToken: The token is expired.',
};

/** The service's words for a token that does not allow something. */
export function claimsNeeded(right: AccessRight, address: string): string {
  const claim = `${right.charAt(0).toUpperCase()}${right.slice(1)}`;
  return `Unauthorized access. '${claim}' claim(s) are required to perform this operation. Resource: '${address}'.`;
}
