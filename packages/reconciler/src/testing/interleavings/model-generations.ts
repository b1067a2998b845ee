import type { Scene } from './model-scene.ts';
import type { ModelSpotler } from './model-spotler.ts';
import type { Actor, StartActor } from './schedule.ts';

/** The policies that workers have, and which of them acts. */
export interface Generations {
  /** The newest. */
  readonly newest: number;
  /** Deploys a newer policy. */
  deploy(): void;
  /** A worker takes a message. Resolves to its generation, when that one acts. */
  join(actor: Actor): Promise<number>;
  /** Whether workers of a generation may write. */
  mayAct(generation: number): boolean;
  /** Tells all states apart. */
  state(): string;
}

/**
 * Builds them. Workers of the older generation stop at once; those of the newer one begin when what the older
 * ones have sent is answered. Without that guard workers of both take messages.
 */
export function createGenerations({ without }: Scene, start: StartActor, spotler: ModelSpotler): Generations {
  let [newest, acting] = [1, 1];
  return {
    get newest() {
      return newest;
    },
    deploy() {
      newest += 1;
      if (without === 'generation') return;
      start(async (actor) => {
        await actor.step('the newer policy acts', { when: () => spotler.pending.sent === 0 });
        acting = newest;
      });
    },
    async join(actor) {
      if (newest === 1) return 1;
      if (without !== 'generation') {
        await actor.step('take the message', { when: () => acting === newest });
        return newest;
      }
      const worker = await actor.step('take the message', { variants: () => ['1', '2'] });
      return Number(worker);
    },
    mayAct: (generation) => without === 'generation' || (acting === generation && generation === newest),
    state: () => JSON.stringify([newest, acting]),
  };
}
