import { composite, type FrameFields, isTyped } from '../amqp/composite.ts';
import { TERMINI } from '../amqp/composites.ts';
import { amqpTypes, type Typed } from '../amqp/rhea-types.ts';
import { sessionLockLost } from '../semantics/refusal.ts';
import type { SessionLock } from '../semantics/session-table.ts';
import { asLongBytes, typedEntries } from './amqp-value.ts';
import type { AttachRequest } from './attach-request.ts';
import { isRecord, numberField } from './frame-fields.ts';

import type { OutgoingLink } from './outgoing-link.ts';
import { type ConsumerOptions, QueueConsumer } from './queue-consumer.ts';
import type { Consumer, QueueHost } from './queue-host.ts';
import { errorOf } from './settlement.ts';

const SESSION_FILTER = 'com.microsoft:session-filter';
const DEFAULT_TIMEOUT = 60_000;

/** The session an attach asks for: a name, null for the next free one, undefined when it asks for none. */
export function requestedSession(request: AttachRequest): string | null | undefined {
  const filter = sessionFilter(request);
  if (filter === undefined) return undefined;
  return typeof filter.value === 'string' ? filter.value : null;
}

/** Some clients describe the filter's value, others do not. */
function sessionFilter({ source }: AttachRequest): Typed | undefined {
  return typedEntries(source['filter']).get(SESSION_FILTER);
}

/** The source with the session that was granted, described or not as it was asked for. */
function grantedSource(request: AttachRequest, sessionId: string): Typed {
  const descriptor = sessionFilter(request)?.descriptor;
  const plain = amqpTypes.wrap_string(sessionId);
  const value = isTyped(descriptor) ? amqpTypes.described(descriptor, plain) : plain;
  const filter = amqpTypes.wrap_symbolic_map({ [SESSION_FILTER]: value });
  return composite(TERMINI.source, { ...request.source, filter }).described();
}

/** A .NET DateTime in ticks of 100 ns. A timestamp here would crash the client. */
function asTicks(milliseconds: number): Typed {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(BigInt(Math.round(milliseconds)) * 10_000n + 621_355_968_000_000_000n);
  return asLongBytes(buffer);
}

/** Holds an attach until the session it asks for is locked for it, is refused, or the peer's time is over. */
export class SessionAcceptor implements Consumer {
  readonly #host: QueueHost;
  readonly #link: OutgoingLink;
  readonly #request: AttachRequest;
  readonly #options: ConsumerOptions;
  readonly #sessionId: string | undefined;
  #cancelTimeout: () => void = () => undefined;

  constructor(host: QueueHost, link: OutgoingLink, request: AttachRequest, options: ConsumerOptions) {
    this.#host = host;
    this.#link = link;
    this.#request = request;
    this.#options = options;
    this.#sessionId = requestedSession(request) ?? undefined;
    link.onClosed = () => this.#leave();
    host.add(this);
    if (this.#sessionId === undefined) this.#waitAtMost(timeoutOf(request));
    else host.serve();
  }

  pull(now: number): boolean {
    if (!this.#host.consumers.has(this)) return false;
    try {
      const lock = this.#host.queue.sessions.accept(this.#sessionId, now, (lost) => this.#lost(lost));
      if (lock === undefined) return false;
      this.#grant(lock);
    } catch (error) {
      this.end(errorOf(error));
    }
    return true;
  }

  end(error: { readonly condition: string; readonly description: string }): void {
    this.#leave();
    if (error.condition === 'com.microsoft:session-cannot-be-locked')
      this.#link.refuseInTwoSteps(this.#request, error);
    else this.#link.refuse(this.#request, error);
  }

  #grant(lock: SessionLock): void {
    this.#leave();
    const granted = grantedSource(this.#request, lock.sessionId);
    this.#link.accept(this.#request, granted, { 'com.microsoft:locked-until-utc': asTicks(lock.until) });
    new QueueConsumer(this.#host, this.#link, this.#options, lock);
  }

  #lost({ sessionId }: SessionLock): void {
    this.#link.close(errorOf(sessionLockLost(sessionId)));
  }

  #waitAtMost(timeout: number): void {
    const { clock } = this.#host;
    this.#cancelTimeout = clock.callAt(clock.now() + timeout, () => {
      const description =
        'The operation did not complete within the allotted timeout: no session is available.';
      this.end({ condition: 'com.microsoft:timeout', description });
    });
  }

  #leave(): void {
    this.#cancelTimeout();
    this.#host.remove(this);
  }
}

function timeoutOf({ properties }: AttachRequest): number {
  const fields: FrameFields = isRecord(properties) ? properties : {};
  return numberField(fields, 'com.microsoft:timeout', DEFAULT_TIMEOUT);
}
