import { mutant } from '../mutant.ts';
import { mustFail, type Proof } from '../proof.ts';
import { hostileFront } from './hostile-front.ts';

/** Proofs about answers that lie, each guard followed by its control. */
export const HOSTILE_PROOFS: readonly Proof[] = [
  {
    name: 'hostile-front',
    claim:
      'pages, gateways, empty answers, lies and cuts before both systems, stray messages, secured columns: nothing reported that did not happen, nobody erased or opted out whom the policy keeps',
    run: (options) => hostileFront({ seeds: options.short ? 100 : 10_000 }, options),
  },
  without(
    'absence-evidence',
    'with bare answers taken for absence erasures are reported that did not happen',
  ),
  mustFail(
    'hostile-front-taking-any-404-for-deleted',
    'with any 404 of Dataverse taken for a deletion, and no row looked for otherwise, people are erased',
    (options) =>
      hostileFront(
        {
          seeds: options.short ? 40 : 150,
          mutants: [mutant('taking-any-404-for-deleted'), mutant('without-holders')],
        },
        options,
      ),
  ),
  without(
    'organization',
    'with a message that names no organization people of another environment are erased',
  ),
  without('column-check', 'with hidden columns taken for empty ones people are erased'),
  without('holders', 'with nobody asking for other records their people are erased'),
];

function without(guard: string, claim: string): Proof {
  return mustFail(`hostile-front-without-${guard}`, claim, (options) =>
    hostileFront({ seeds: options.short ? 40 : 150, mutants: [mutant(`without-${guard}`)] }, options),
  );
}
