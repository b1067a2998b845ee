import type { Clock } from '@spotler-connector/clock';
import type { ApiRequest } from '../api-exchange.ts';
import type { Faults } from '../faults/fault.ts';
import type { ServiceProtection } from '../faults/service-protection.ts';
import { type ApiServices, handleRequest } from './handle-request.ts';
import type { Route } from './http-server.ts';

/** The parts between the network and the Web API. */
export interface Gatekeeping {
  readonly faults: Faults;
  readonly protection: ServiceProtection;
  /** How long every answer takes, in milliseconds. */
  readonly latencyMs: number;
  readonly clock: Clock;
  /** Told of every HTTP request, before anything else happens to it. */
  onRequest(request: ApiRequest): void;
}

/** The route of the Web API: faults first, then limits, then the answer. */
export function answerRequests(services: ApiServices, gatekeeping: Gatekeeping): Route {
  const { faults, protection, latencyMs, clock, onRequest } = gatekeeping;
  return async (request) => {
    onRequest(request);
    const fault = faults.meet(request);
    if (fault !== null) return fault;
    const refusal = protection.enter();
    if (refusal !== null) return refusal;
    try {
      if (latencyMs > 0) await clock.sleep(latencyMs);
      const answer = await handleRequest(request, services);
      return { ...answer, headers: { ...protection.left(), ...answer.headers } };
    } finally {
      protection.leave();
    }
  };
}
