import { mutant } from '../mutant.ts';
import { mustFail, type Proof } from '../proof.ts';
import { lateEffects } from './late-effects.ts';

/** Proofs about writes that come late, each guard followed by its control. */
export const LATE_PROOFS: readonly Proof[] = [
  {
    name: 'late-effects',
    claim:
      'random schedules with inactive states, orders and late writes, two workers: Spotler agrees, and whoever was erased and not wanted since is gone',
    run: (options) =>
      lateEffects({ schedules: options.short ? 60 : 1_500, group: 150, signals: false }, options),
  },
  mustFail(
    'late-effects-without-second-look',
    'without second looks late writes bring people back',
    (options) =>
      lateEffects(
        { schedules: 60, group: 60, signals: false, mutants: [mutant('without-second-look')] },
        options,
      ),
  ),
  {
    name: 'rolling-update',
    claim:
      'the same while workers get SIGTERM and SIGKILL amid writes, and are replaced by those of another policy',
    run: (options) =>
      lateEffects({ schedules: options.short ? 40 : 1_000, group: 100, signals: true }, options),
  },
  mustFail(
    'rolling-update-without-generation',
    'with an older policy that goes on what the newer one erased comes back',
    (options) =>
      lateEffects(
        { schedules: 60, group: 60, signals: true, mutants: [mutant('without-generation')] },
        options,
      ),
  ),
];
