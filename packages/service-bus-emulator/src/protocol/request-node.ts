import { randomUUID } from 'node:crypto';
import type { FaultPlan } from './fault-plan.ts';
import { isRecord, recordField } from './frame-fields.ts';
import { uuidToTag } from './guid.ts';
import type { IncomingLink } from './incoming-link.ts';
import type { OutgoingLink } from './outgoing-link.ts';
import { amqpMessage, type FrameFields } from './rhea-internals.ts';
import { accepted } from './settlement.ts';

/** A request, decoded. */
export interface NodeRequest {
  readonly operation: string;
  readonly applicationProperties: FrameFields;
  readonly body: unknown;
  /** The message as it came, for those who must not lose types. */
  readonly raw: Buffer;
}

/** The answer to a request. */
export interface NodeResponse {
  readonly statusCode: number;
  readonly statusDescription: string;
  readonly errorCondition?: string | undefined;
  /** An AMQP value; absent for none. */
  readonly body?: unknown;
}

/** A node that answers requests, such as `$cbs`; one for each connection. */
export class RequestNode {
  readonly #answer: (request: NodeRequest) => NodeResponse;
  readonly #encode: (correlationId: unknown, response: NodeResponse) => Buffer;
  readonly #faults: FaultPlan;
  readonly #replyLinks = new Map<string, OutgoingLink>();
  readonly #waiting: { readonly replyTo: string; readonly payload: Buffer }[] = [];

  constructor(
    answer: (request: NodeRequest) => NodeResponse,
    encode: (correlationId: unknown, response: NodeResponse) => Buffer,
    faults: FaultPlan,
  ) {
    this.#faults = faults;
    this.#answer = answer;
    this.#encode = encode;
  }

  /** A link for answers is known by its name and by its target address; clients use either. */
  addReplyLink(link: OutgoingLink, targetAddress: string | undefined): void {
    const names = targetAddress === undefined ? [link.name] : [link.name, targetAddress];
    for (const name of names) this.#replyLinks.set(name, link);
    link.onSendable = () => {
      // Any frame at once spares a client with Nagle's algorithm the wait for a delayed acknowledgement.
      link.session.writeFlow();
      this.#flush();
    };
    link.onClosed = () => {
      for (const name of names) if (this.#replyLinks.get(name) === link) this.#replyLinks.delete(name);
    };
  }

  addRequestLink(link: IncomingLink): void {
    link.onDelivery = ({ payload, settle }) => {
      settle(accepted());
      const message = amqpMessage.decode(payload);
      const applicationProperties = recordField(message, 'application_properties');
      const operation = String(applicationProperties['operation'] ?? '');
      const response = this.#answer({
        operation,
        applicationProperties,
        body: message['body'],
        raw: payload,
      });
      const replyTo = String(message['reply_to'] ?? '');
      const answer = { replyTo, payload: this.#encode(message['message_id'], response) };
      this.#faults.answer(() => {
        this.#waiting.push(answer);
        this.#flush();
      });
    };
  }

  #flush(): void {
    for (let index = 0; index < this.#waiting.length; ) {
      const next = this.#waiting[index];
      const link = next === undefined ? undefined : this.#replyLinks.get(next.replyTo);
      if (next === undefined || link === undefined) {
        this.#waiting.splice(index, 1);
      } else if (link.isSendable) {
        this.#waiting.splice(index, 1);
        link.send(uuidToTag(randomUUID()), next.payload, true);
      } else index += 1;
    }
  }
}

export function bodyRecord(body: unknown): FrameFields {
  return isRecord(body) ? body : {};
}
