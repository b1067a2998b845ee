import { aModel, exploreAll, LONG_SCENES, SCENES } from '@spotler-connector/reconciler/interleavings';
import type { Finding, ProofOptions } from './proof.ts';

/** The short form's share: the rest is a test of the reconciler. */
const SHORT_SCENES = 2;

/**
 * Runs the reconciler in every order in which the steps of its workers can meet: one record, two or three
 * changes with a worker for each message, at most one write that comes late or one worker that is killed.
 */
export async function interleavings({ short, say }: ProofOptions): Promise<Finding> {
  const scenes = short ? SCENES.slice(0, SHORT_SCENES) : [...SCENES, ...LONG_SCENES];
  let [schedules, states] = [0, 0];
  for (const [title, scene] of scenes) {
    const found = await exploreAll(() => aModel(scene));
    schedules += found.schedules;
    states += found.states;
    say(`${title}: ${found.schedules} schedules, ${found.states} states`);
    if (found.violation !== undefined) {
      return {
        holds: false,
        seen: `${title}: ${found.violation.fault} after ${found.violation.steps.join(', ')}`,
      };
    }
  }
  return { holds: true, seen: `${scenes.length} scenes, ${schedules} schedules, ${states} states, 0 wrong` };
}
