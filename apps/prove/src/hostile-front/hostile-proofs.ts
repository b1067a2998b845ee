import { mutant } from '../mutant.ts';
import { mustFail, type Proof } from '../proof.ts';
import { hostileFront } from './hostile-front.ts';

/** Proofs about answers that lie, each guard followed by its control. */
export const HOSTILE_PROOFS: readonly Proof[] = [
  {
    name: 'hostile-front',
    claim:
      'pages, gateways, empty answers, lies and cuts before both systems: nothing reported that did not happen, nobody erased or opted out whom the policy keeps',
    run: (options) => hostileFront({ seeds: options.short ? 200 : 10_000 }, options),
  },
  mustFail(
    'hostile-front-without-absence-evidence',
    'with bare answers taken for absence erasures are reported that did not happen',
    (options) => hostileFront({ seeds: 100, mutants: [mutant('without-absence-evidence')] }, options),
  ),
  mustFail(
    'hostile-front-taking-any-404-for-deleted',
    'with any 404 of Dataverse taken for a deletion people are erased',
    (options) => hostileFront({ seeds: 40, mutants: [mutant('taking-any-404-for-deleted')] }, options),
  ),
];
