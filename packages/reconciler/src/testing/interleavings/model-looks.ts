import type { Delivery, ModelMessage } from './model-message.ts';
import type { ModelSpotler } from './model-spotler.ts';
import type { Actor, StartActor } from './schedule.ts';

/** Second looks that wait in the queue. */
export interface SecondLooks {
  /** A worker begins with a message, or ends with it. */
  begin(delivery: Delivery): void;
  end(delivery: Delivery): void;
  /** Puts looks into the queue. Those of one contact for one reason are one. */
  arrange(wanted: readonly ModelMessage[]): void;
  /** Tells all states apart. */
  state(): string;
}

/** Options of {@link createSecondLooks}. */
export interface SecondLooksOptions {
  readonly start: StartActor;
  readonly spotler: ModelSpotler;
  /** Whether something else keeps looks from being due. */
  readonly isBusy: () => boolean;
  /** Whether a look is due only when nothing that was sent by then can come late. */
  readonly margin: boolean;
  readonly handle: (message: ModelMessage, actor: Actor) => Promise<void>;
}

/**
 * Builds them. A look is due when everything has taken effect that was sent by those who were at work when it
 * was arranged: they may have read before, and have sent a moment later.
 */
export function createSecondLooks(options: SecondLooksOptions): SecondLooks {
  const { start, spotler, isBusy, margin, handle } = options;
  /** By message, those of whom nothing may come late any more. */
  const waiting = new Map<string, ReadonlySet<Delivery>>();
  const atWork = new Set<Delivery>();

  function isDue(key: string): boolean {
    const before = waiting.get(key);
    const isOver = (delivery: Delivery) => !before?.has(delivery);
    return !isBusy() && [...atWork].every(isOver) && spotler.pending.late.every(isOver);
  }

  return {
    begin: (delivery) => void atWork.add(delivery),
    end: (delivery) => void atWork.delete(delivery),
    arrange(wanted) {
      for (const message of wanted) {
        const key = JSON.stringify(message);
        const isNew = !waiting.has(key);
        waiting.set(key, new Set([...(margin ? atWork : []), ...spotler.pending.late]));
        if (!isNew) continue;
        start(async (actor) => {
          await actor.step(`second look ${key}`, { when: () => isDue(key) });
          waiting.delete(key);
          await handle(message, actor);
        });
      }
    },
    state() {
      const described = [...waiting].map(([key, before]) => {
        const ofThose = (deliveries: Iterable<Delivery>) =>
          [...deliveries].filter((each) => before.has(each)).map(({ message }) => JSON.stringify(message));
        return [key, ofThose(atWork).sort(), ofThose(spotler.pending.late).sort()];
      });
      return JSON.stringify(described.sort());
    },
  };
}
