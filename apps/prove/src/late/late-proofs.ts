import { mutant } from '../mutant.ts';
import { mustFail, type Proof } from '../proof.ts';
import { dueLooks } from './due-looks.ts';
import { lateEffects } from './late-effects.ts';

/** Proofs about writes that come late. Their controls go by what is not left to chance. */
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
    'with the second look taken out people who were erased are there again',
    (options) =>
      lateEffects(
        { schedules: 1, group: 1, signals: false, mutants: [mutant('without-second-look')] },
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
    'rolling-update-with-every-policy-acting',
    'with the generation of the policy taken out the older policy has the last word',
    (options) =>
      lateEffects(
        { schedules: 1, group: 1, signals: true, mutants: [mutant('every-policy-acting')] },
        options,
      ),
  ),
  {
    name: 'due-looks',
    claim:
      'second looks that are all due, and a change behind them in the queue: it overtakes those that the worker has in hand',
    isLong: true,
    run: ({ short }) => dueLooks({ looks: short ? 1_500 : 10_000 }),
  },
  {
    ...mustFail('due-looks-hurrying', 'with looks in as much of a hurry as changes it is the last', () =>
      dueLooks({ looks: 1_500, mutants: [mutant('hurrying-looks')] }),
    ),
    isLong: true,
  },
];
