/** A message of the naive queue, with all that can be seen from outside. */
export interface NaiveMessage {
  sequenceNumber: number;
  readonly messageId: string;
  state: 'active' | 'deferred' | 'scheduled';
  deliveryCount: number;
  lockedUntil: number | undefined;
  expiresAt: number | undefined;
  readonly dueAt: number | undefined;
  readonly timeToLive: number | undefined;
}

export interface NaiveSettings {
  readonly lockDuration: number;
  readonly maxDeliveryCount: number;
}

/**
 * A queue in the plainest way: one list that is searched for everything, and time that passes one millisecond
 * after the other. It is slow and easy to believe; the real queue must agree with it.
 */
export class NaiveQueue {
  messages: NaiveMessage[] = [];
  dead: NaiveMessage[] = [];
  now: number;
  readonly #settings: NaiveSettings;
  #lastNumber = 0;

  constructor(settings: NaiveSettings, now: number) {
    this.#settings = settings;
    this.now = now;
  }

  send(messageId: string, timeToLive: number | undefined, delay: number): void {
    this.#lastNumber += 1;
    this.messages.push({
      sequenceNumber: this.#lastNumber,
      messageId,
      state: delay > 0 ? 'scheduled' : 'active',
      deliveryCount: 0,
      lockedUntil: undefined,
      expiresAt: timeToLive === undefined ? undefined : this.now + timeToLive,
      dueAt: delay > 0 ? this.now + delay : undefined,
      timeToLive,
    });
  }

  next(): NaiveMessage | undefined {
    const free = this.messages.filter(
      ({ state, lockedUntil }) => state === 'active' && lockedUntil === undefined,
    );
    return free.sort((a, b) => a.sequenceNumber - b.sequenceNumber)[0];
  }

  lock(message: NaiveMessage): void {
    message.lockedUntil = this.now + this.#settings.lockDuration;
  }

  remove(message: NaiveMessage): void {
    this.messages = this.messages.filter((each) => each !== message);
  }

  abandon(message: NaiveMessage): void {
    message.lockedUntil = undefined;
    message.deliveryCount += 1;
    if (message.deliveryCount >= this.#settings.maxDeliveryCount) this.deadLetter(message);
    else this.#expireIfOver(message);
  }

  defer(message: NaiveMessage): void {
    message.lockedUntil = undefined;
    message.deliveryCount += 1;
    message.state = 'deferred';
    this.#expireIfOver(message);
  }

  deadLetter(message: NaiveMessage): void {
    this.remove(message);
    this.dead.push({ ...message, state: 'active', lockedUntil: undefined, expiresAt: undefined });
  }

  advance(milliseconds: number): void {
    for (let step = 0; step < milliseconds; step += 1) {
      this.now += 1;
      for (const message of [...this.messages]) this.#pass(message);
    }
  }

  #pass(message: NaiveMessage): void {
    if (message.lockedUntil !== undefined && message.lockedUntil <= this.now) this.abandon(message);
    else if (message.state === 'scheduled' && (message.dueAt ?? 0) <= this.now) this.#activate(message);
    else if (message.state !== 'scheduled' && message.lockedUntil === undefined) this.#expireIfOver(message);
  }

  #activate(message: NaiveMessage): void {
    this.#lastNumber += 1;
    message.sequenceNumber = this.#lastNumber;
    message.state = 'active';
    if (message.timeToLive !== undefined) message.expiresAt = this.now + message.timeToLive;
  }

  #expireIfOver(message: NaiveMessage): void {
    if (message.expiresAt !== undefined && message.expiresAt <= this.now) this.deadLetter(message);
  }
}

/** Comparable fields of messages, in order of number. */
export function visible(
  messages: readonly Pick<
    NaiveMessage,
    'sequenceNumber' | 'messageId' | 'state' | 'deliveryCount' | 'lockedUntil' | 'expiresAt'
  >[],
): object[] {
  return messages
    .map(({ sequenceNumber, messageId, state, deliveryCount, lockedUntil, expiresAt }) => ({
      sequenceNumber,
      messageId,
      state,
      deliveryCount,
      lockedUntil,
      expiresAt,
    }))
    .sort((a, b) => a.sequenceNumber - b.sequenceNumber);
}
