import type { ErasureBrake } from '../erasure-brake.ts';
import { PortError } from '../port-error.ts';
import type { ContactTarget } from '../ports.ts';

/** A brake with so many permits left; what was done with them, and who was held. */
export interface ABrake {
  readonly brake: ErasureBrake;
  left: number;
  /** While true the brake can't be asked. */
  away: boolean;
  readonly calls: string[];
}

/** Builds a brake that opts out over `target`. */
export function aBrake(left: number, target: ContactTarget): ABrake {
  const world: ABrake = {
    left,
    away: false,
    calls: [],
    brake: {
      async ask({ externalId }) {
        failWhileAway();
        if (world.left === 0) return 'held';
        world.left -= 1;
        world.calls.push(`ask ${externalId}`);
        return {
          async spend() {
            world.calls.push('spend');
          },
          giveBack() {
            world.left += 1;
            world.calls.push('give back');
          },
        };
      },
      async look() {
        failWhileAway();
        return world.left === 0 ? 'held' : 'permitted';
      },
      async hold({ externalId }) {
        world.calls.push(`hold ${externalId}`);
        return (await target.optOut(externalId)).outcome;
      },
    },
  };
  function failWhileAway(): void {
    if (world.away) throw new PortError({ side: 'state', kind: 'unavailable' });
  }
  return world;
}
