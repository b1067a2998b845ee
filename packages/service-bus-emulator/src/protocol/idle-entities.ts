import type { Clock } from '../clock.ts';
import type { Entity } from '../semantics/namespace.ts';
import { DeadlineTimer } from './deadline-timer.ts';

/** The facts about entities that may be idle. */
export interface IdleHooks {
  readonly clock: Clock;
  /** When it was used last, in epoch milliseconds; now, while somebody receives from it. */
  readonly lastUsed: (entity: Entity) => number;
  readonly onIdle: (entity: Entity) => void;
}

/** Watches the entities that are to be deleted when nobody uses them. */
export class IdleEntities {
  readonly #hooks: IdleHooks;
  readonly #timers = new WeakMap<Entity, DeadlineTimer>();

  constructor(hooks: IdleHooks) {
    this.#hooks = hooks;
  }

  /**
   * Watches an entity from now on, if it wants to be; to be called when it is made and when it is changed.
   */
  watch(entity: Entity): void {
    const { autoDeleteOnIdle } = entity.settings;
    const known = this.#timers.get(entity);
    if (autoDeleteOnIdle === Number.POSITIVE_INFINITY) {
      known?.set(undefined);
      return;
    }
    const timer = known ?? new DeadlineTimer(this.#hooks.clock, () => this.#wake(entity));
    this.#timers.set(entity, timer);
    timer.set(this.#hooks.lastUsed(entity) + autoDeleteOnIdle);
  }

  forget(entity: Entity): void {
    this.#timers.get(entity)?.set(undefined);
  }

  #wake(entity: Entity): void {
    const { clock, lastUsed, onIdle } = this.#hooks;
    const isIdle = lastUsed(entity) + entity.settings.autoDeleteOnIdle <= clock.now();
    if (isIdle) onIdle(entity);
    else this.watch(entity);
  }
}
