import type { Proof } from '../proof.ts';
import { lateEffects } from './late-effects.ts';

/** Proofs about writes that come late. The controls are tests, for chance decides little there. */
export const LATE_PROOFS: readonly Proof[] = [
  {
    name: 'late-effects',
    claim:
      'random schedules with inactive states, orders and late writes, two workers: Spotler agrees, and whoever was erased and not wanted since is gone',
    controlledBy: 'in `late-effects.test.ts`',
    run: (options) =>
      lateEffects({ schedules: options.short ? 60 : 1_500, group: 150, signals: false }, options),
  },
  {
    name: 'rolling-update',
    claim:
      'the same while workers get SIGTERM and SIGKILL amid writes, and are replaced by those of another policy',
    controlledBy: 'in `rolling-update.test.ts`',
    run: (options) =>
      lateEffects({ schedules: options.short ? 40 : 1_000, group: 100, signals: true }, options),
  },
];
