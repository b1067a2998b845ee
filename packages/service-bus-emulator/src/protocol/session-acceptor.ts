import { sessionLockLost } from '../semantics/refusal.ts';
import type { SessionLock } from '../semantics/session-table.ts';
import { asLongBytes } from './amqp-value.ts';
import { isRecord, numberField } from './frame-fields.ts';
import type { AttachRequest } from './link.ts';
import type { OutgoingLink } from './outgoing-link.ts';
import { type ConsumerOptions, QueueConsumer } from './queue-consumer.ts';
import type { Consumer, QueueHost } from './queue-host.ts';
import { type FrameFields, type Typed, terminus } from './rhea-internals.ts';
import { errorOf } from './settlement.ts';

const SESSION_FILTER = 'com.microsoft:session-filter';
const DEFAULT_TIMEOUT = 60_000;

/** The session an attach asks for: a name, null for the next free one, undefined when it asks for none. */
export function requestedSession(request: AttachRequest): string | null | undefined {
  const filter = request.source['filter'];
  if (!isRecord(filter) || !(SESSION_FILTER in filter)) return undefined;
  const value = filter[SESSION_FILTER];
  return typeof value === 'string' ? value : null;
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
    this.#link.refuse(this.#request, error);
  }

  #grant(lock: SessionLock): void {
    this.#leave();
    const { source } = this.#request;
    const filter = { [SESSION_FILTER]: lock.sessionId };
    const granted = terminus.source({ address: source['address'], filter }).described();
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
