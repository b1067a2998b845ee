import type { SideWatch } from '../intake/side-watch.ts';
import { mayPass, waitAskedFor } from './may-pass.ts';
import { type Patience, patiently } from './patiently.ts';
import type { RecordWork } from './record-work.ts';

/** The same work, tried again for a while when a side is busy or away. */
export function patientWork(
  work: RecordWork,
  watch: Pick<SideWatch, 'untilUp'>,
  patience: Patience,
): RecordWork {
  return {
    reconcile: (ref, options) =>
      patiently(
        () => work.reconcile(ref, options),
        (outcome) => (mayPass(outcome) ? waitAskedFor(outcome) : undefined),
        watch,
        { ...patience, released: options.released },
      ),
    get size() {
      return work.size;
    },
  };
}
