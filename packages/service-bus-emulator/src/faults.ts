import type { Broker } from './protocol/broker.ts';
import type { BrokenRenewals } from './protocol/fault-plan.ts';
import type { LinkError } from './protocol/link.ts';
import type { Listener } from './protocol/listener.ts';

/** Faults on demand. Each is off until it is asked for. */
export interface Faults {
  /** Cuts every client's socket without a word, as a broken network does. */
  dropConnections(): void;
  /** Closes every connection in AMQP. Default error: `amqp:connection:forced`. */
  closeConnections(error?: LinkError): void;
  /** Detaches every link to an entity, dead-letter queue included, with an error; tells how many. */
  detachLinks(entity: string, error: LinkError): number;
  /** Answers new connections only after so many milliseconds; 0 ends it. */
  delayConnections(milliseconds: number): void;
  /** Refuses the next tokens at `$cbs` with status 401. */
  refuseTokens(times: number): void;
  /**
   * Takes no second token for the same entity over the same connection. A receiver whose token is older than
   * `lifeMs` gets nothing more, either without a word (`mute`) or detached as unauthorized (`detach`).
   */
  breakRenewals(broken: BrokenRenewals): void;
  /** Loses the next settlements on their way in: nothing happens and nothing is answered. */
  loseSettlements(times: number): void;
  /** Loses the next answers to settlements: the message is settled, but the client is not told. */
  loseAnswers(times: number): void;
  /** Answers sends, settlements and requests late by so many milliseconds; 0 ends it. */
  delayAnswers(milliseconds: number): void;
  /** Refuses the next sends and management requests with `com.microsoft:server-busy`. */
  beBusy(times: number): void;
  /** Ends every fault that is still to come. */
  reset(): void;
}

const FORCED: LinkError = {
  condition: 'amqp:connection:forced',
  description: 'The connection was closed by the broker on demand.',
};

export function createFaults({ faults, namespace }: Broker, listener: Listener): Faults {
  return {
    dropConnections: () => {
      for (const connection of listener.connections) connection.destroy();
    },
    closeConnections: (error = FORCED) => {
      for (const connection of listener.connections) connection.close(error);
    },
    detachLinks: (name, error) => {
      const entity = namespace.get(name);
      return listener.detachLinks((address) => namespace.find(address)?.entity === entity, error);
    },
    delayConnections: (milliseconds) => {
      faults.connectionDelay = milliseconds;
    },
    refuseTokens: (times) => faults.set('refuse-token', times),
    breakRenewals: (broken) => {
      faults.brokenRenewals = broken;
    },
    loseSettlements: (times) => faults.set('lose-settlement', times),
    loseAnswers: (times) => faults.set('lose-answer', times),
    delayAnswers: (milliseconds) => {
      faults.answerDelay = milliseconds;
    },
    beBusy: (times) => faults.set('server-busy', times),
    reset: () => faults.reset(),
  };
}
