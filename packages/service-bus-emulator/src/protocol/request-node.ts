import { randomUUID } from 'node:crypto';
import type { FrameFields } from '../amqp/composite.ts';
import type { Typed } from '../amqp/rhea-types.ts';
import type { FaultPlan } from './fault-plan.ts';
import { isRecord } from './frame-fields.ts';
import { uuidToTag } from './guid.ts';
import type { IncomingLink } from './incoming-link.ts';
import type { OutgoingLink } from './outgoing-link.ts';
import { readRequestMessage } from './request-message.ts';
import { accepted, errorOf, rejected } from './settlement.ts';

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
  readonly #encode: (correlationId: Typed | undefined, response: NodeResponse) => Buffer;
  readonly #faults: FaultPlan;
  readonly #replyLinks = new Map<string, OutgoingLink>();
  readonly #waiting: { readonly replyTo: string | undefined; readonly payload: Buffer }[] = [];

  constructor(
    answer: (request: NodeRequest) => NodeResponse,
    encode: (correlationId: Typed | undefined, response: NodeResponse) => Buffer,
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
      const message = read(payload);
      if ('condition' in message) {
        settle(rejected(message));
        return;
      }
      settle(accepted());
      const { applicationProperties } = message;
      const operation = String(applicationProperties['operation'] ?? '');
      const response = this.#answer({
        operation,
        applicationProperties,
        body: message.body,
        raw: payload,
      });
      const answer = { replyTo: message.replyTo, payload: this.#encode(message.messageId, response) };
      this.#faults.answer(() => {
        this.#waiting.push(answer);
        this.#flush();
      });
    };
  }

  /** Some clients give no reply-to, or one that names no link: theirs is the link that was opened last. */
  #replyLink(replyTo: string | undefined): OutgoingLink | undefined {
    return this.#replyLinks.get(replyTo ?? '') ?? [...this.#replyLinks.values()].at(-1);
  }

  #flush(): void {
    for (let index = 0; index < this.#waiting.length; ) {
      const next = this.#waiting[index];
      const link = next === undefined ? undefined : this.#replyLink(next.replyTo);
      if (next === undefined || link === undefined) {
        this.#waiting.splice(index, 1);
      } else if (link.isSendable) {
        this.#waiting.splice(index, 1);
        link.send(uuidToTag(randomUUID()), next.payload, true);
      } else index += 1;
    }
  }
}

function read(payload: Buffer): ReturnType<typeof readRequestMessage> | ReturnType<typeof errorOf> {
  try {
    return readRequestMessage(payload);
  } catch (error) {
    return errorOf(error);
  }
}

export function bodyRecord(body: unknown): FrameFields {
  return isRecord(body) ? body : {};
}
