import type { Settlement } from '@spotler-connector/service-bus';

/**
 * How the worker ends a message. `postpone`: a copy of it comes later, as if it had never been delivered, and
 * it leaves the queue. Where no copy can be sent it is abandoned.
 */
export type MessageSettlement = Settlement | { readonly kind: 'postpone' };
