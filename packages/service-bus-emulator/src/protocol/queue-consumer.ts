import { randomUUID } from 'node:crypto';
import type { MessageQueue, TakeMode } from '../semantics/message-queue.ts';
import type { SessionLock } from '../semantics/session-table.ts';
import { TOKEN_EXPIRED } from './access.ts';
import { encodeMessage } from './encode-message.ts';
import type { BrokenRenewals, FaultPlan } from './fault-plan.ts';
import { uuidToTag } from './guid.ts';
import type { OutgoingLink } from './outgoing-link.ts';
import type { Consumer, QueueHost } from './queue-host.ts';
import { accepted, errorOf, type Outcome, rejected } from './settlement.ts';

/** How a receiver takes messages. */
export interface ConsumerOptions {
  readonly mode: TakeMode;
  readonly faults: FaultPlan;
  /** The fate of the receiver when its token has run out; undefined while that is good. */
  readonly tokenExpiry: () => BrokenRenewals['expired'] | undefined;
}

/** A receiver link at a queue, or at one session of it: takes messages as credit allows and settles them. */
export class QueueConsumer implements Consumer {
  readonly #host: QueueHost;
  readonly #link: OutgoingLink;
  readonly #mode: TakeMode;
  readonly #session: SessionLock | undefined;
  readonly #faults: FaultPlan;
  readonly #tokenExpiry: ConsumerOptions['tokenExpiry'];
  readonly #tokens = new Map<number, string>();

  constructor(host: QueueHost, link: OutgoingLink, options: ConsumerOptions, session?: SessionLock) {
    this.#host = host;
    this.#link = link;
    this.#mode = options.mode;
    this.#faults = options.faults;
    this.#tokenExpiry = options.tokenExpiry;
    this.#session = session;
    link.onSendable = () => host.serve();
    link.onOutcome = (id, outcome, isSettled) => this.#onOutcome(id, outcome, isSettled);
    link.onClosed = () => this.#closed();
    if (session !== undefined) host.sessionOfLink.set(link.name, session.sessionId);
    host.add(this);
  }

  pull(now: number): boolean {
    if (!this.#link.isSendable) return false;
    const expiry = this.#tokenExpiry();
    if (expiry === 'detach') this.#link.close(TOKEN_EXPIRED);
    if (expiry !== undefined) return false;
    const message = this.#host.queue.take(this.#mode, now, this.#session);
    if (message === undefined) return false;
    const token = message.lock?.token;
    const id = this.#link.send(uuidToTag(token ?? randomUUID()), encodeMessage(message), token === undefined);
    if (token !== undefined) this.#tokens.set(id, token);
    return true;
  }

  end(error: { readonly condition: string; readonly description: string }): void {
    this.#link.close(error);
  }

  #onOutcome(id: number, outcome: Outcome | undefined, isSettled: boolean): void {
    const token = this.#tokens.get(id);
    if (outcome === undefined || token === undefined) return;
    this.#tokens.delete(id);
    if (this.#faults.strikes('lose-settlement')) return;
    const answer = this.#settle(token, outcome);
    this.#host.touch();
    if (isSettled || this.#faults.strikes('lose-answer')) return;
    // A settlement that crosses our detach is answered too, for the client waits for it.
    this.#faults.answer(() => this.#link.session.answer(id, answer));
  }

  /**
   * Every settlement that succeeds is answered with `accepted`, whatever it was: a client takes an echo for
   * an error.
   */
  #settle(token: string, outcome: Outcome): ReturnType<typeof accepted> {
    try {
      applyOutcome(this.#host.queue, token, outcome, this.#host.clock.now());
      return accepted();
    } catch (error) {
      return rejected(errorOf(error));
    }
  }

  #closed(): void {
    this.#host.remove(this);
    if (this.#session !== undefined) this.#host.sessionOfLink.delete(this.#link.name);
    if (this.#session !== undefined) this.#host.queue.sessions.release(this.#session, this.#host.clock.now());
    this.#host.touch();
  }
}

/** Does to a locked message what its receiver has decided. */
export function applyOutcome(queue: MessageQueue, token: string, outcome: Outcome, now: number): void {
  switch (outcome.kind) {
    case 'complete':
      queue.settlements.complete(token, now);
      break;
    case 'release':
      queue.settlements.abandon(token, new Map(), now);
      break;
    case 'abandon':
      queue.settlements.abandon(token, outcome.modified, now);
      break;
    case 'defer':
      queue.settlements.defer(token, outcome.modified, now);
      break;
    case 'deadLetter':
      queue.settlements.deadLetter(token, outcome, outcome.modified, now);
      break;
  }
}
