import { readBrake } from '@spotler-connector/brake';
import type { Clock } from '@spotler-connector/clock';
import { ObjectStoreError } from '@spotler-connector/object-store';
import { summarizeHeld } from '../brake/held-summary.ts';
import type { OpenBrake } from '../brake/open-brake.ts';
import { failureMessage } from '../failure/failure-message.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

const AREA = 'state';

/**
 * Finds whether erasures have a limit over all workers, how much of it is used, and whether anybody is held.
 */
export async function checkBrake(
  brake: OpenBrake | undefined,
  { limit, clock }: { readonly limit: number; readonly clock: Pick<Clock, 'now'> },
): Promise<Finding[]> {
  if (brake === undefined) {
    const says = 'SPOTLER_STATE is not set: each worker has the limit on erasures for itself.';
    return [
      warning(AREA, says, 'Set it, so that the limit holds over all workers and a mistake can be undone.'),
    ];
  }
  try {
    const { used } = await readBrake(brake.store, clock.now());
    const { count } = await summarizeHeld(brake.held.all());
    const use =
      limit === 0
        ? warning(AREA, 'Erasures have no limit.', 'Set ANONYMIZATION_LIMIT unless that is what you want.')
        : ok(AREA, `${used} of ${limit} erasures within the last hour.`);
    if (count === 0) return [use];
    const held = count === 1 ? '1 contact is held' : `${count} contacts are held`;
    return [
      use,
      warning(AREA, `${held}, opted out: a person decides.`, 'Run `spotler-connector brake status`.'),
    ];
  } catch (error) {
    if (!(error instanceof ObjectStoreError)) throw error;
    const remedy =
      'Erasures wait until it answers. Check the folder, or the storage account and the role on it.';
    return [failed(AREA, failureMessage(error), remedy, error)];
  }
}
