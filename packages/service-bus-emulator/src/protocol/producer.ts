import type { Clock } from '../clock.ts';
import type { IncomingMessage } from '../semantics/message.ts';
import type { Entity } from '../semantics/namespace.ts';
import { QueueEntity } from '../semantics/queue-entity.ts';
import { refuseTooBig } from '../semantics/refuse-unfit.ts';
import { decodeTransfer } from './decode-message.ts';
import type { IncomingLink } from './incoming-link.ts';
import { accepted, errorOf, rejected } from './settlement.ts';

/** Where messages are put: all of them, or none when one is refused. */
export const enqueueAll = (entity: Entity, messages: readonly IncomingMessage[], now: number): number[] => {
  const destination = entity instanceof QueueEntity ? entity.main : entity;
  destination.check(messages);
  return messages.map((message) => destination.enqueue(message, now));
};

/** Puts what a sender link brings into an entity, and answers only then. */
export const produce = (link: IncomingLink, entity: Entity, clock: Clock, touch: () => void): void => {
  link.onDelivery = ({ payload, size, format, settle }) => {
    try {
      refuseTooBig(size, entity.settings.maxMessageBytes);
      enqueueAll(entity, decodeTransfer(payload, format), clock.now());
      settle(accepted());
    } catch (error) {
      settle(rejected(errorOf(error)));
    }
    touch();
  };
};
