import type { Clock } from '../clock.ts';
import { refuseSending } from '../semantics/entity-status.ts';
import type { IncomingMessage } from '../semantics/message.ts';
import type { Entity } from '../semantics/namespace.ts';
import { QueueEntity } from '../semantics/queue-entity.ts';
import { Refusal } from '../semantics/refusal.ts';
import { refuseTooBig } from '../semantics/refuse-unfit.ts';
import { decodeTransfer } from './decode-message.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Delivery, IncomingLink } from './incoming-link.ts';
import { accepted, errorOf, rejected, type Settlement } from './settlement.ts';

/** The surroundings of a sender link. */
export interface Production {
  readonly clock: Clock;
  readonly faults: FaultPlan;
  /** To be called when the entity may have changed. */
  readonly touch: () => void;
}

/** Where messages are put: all of them, or none when one is refused. */
export function enqueueAll(entity: Entity, messages: readonly IncomingMessage[], now: number): number[] {
  refuseSending(entity);
  const destination = entity instanceof QueueEntity ? entity.main : entity;
  destination.check(messages);
  return messages.map((message) => destination.enqueue(message, now));
}

function busy(): Refusal {
  return new Refusal('com.microsoft:server-busy', 'The service is busy. Try again later.');
}

/** Puts what a sender link brings into an entity, and answers only then. */
export function produce(link: IncomingLink, entity: Entity, { clock, faults, touch }: Production): void {
  const take = ({ payload, size, format }: Delivery): Settlement => {
    try {
      if (faults.strikes('server-busy')) throw busy();
      refuseTooBig(size, entity.settings.maxMessageBytes);
      enqueueAll(entity, decodeTransfer(payload, format), clock.now());
      return accepted();
    } catch (error) {
      return rejected(errorOf(error));
    }
  };
  link.onDelivery = (delivery) => {
    const answer = take(delivery);
    touch();
    faults.answer(() => delivery.settle(answer));
  };
}
