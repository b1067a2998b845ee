import { aModel, exploreAll, LONG_SCENES, SCENES } from '@spotler-connector/reconciler/interleavings';
import type { Finding, ProofOptions } from './proof.ts';

/** The short form's share: the rest is a test of the reconciler. */
const SHORT_SCENES = 2;

/**
 * Runs the reconciler in every order in which the steps of its workers can meet. The bound: one or two
 * records, with a contact each, with one contact, or merged; two or three changes, each with a worker for its
 * message, and the second looks that follow; at most one write that comes late, or one worker that is killed
 * or stopped amid a write; at most two policies.
 */
export async function interleavings({ short, say }: ProofOptions): Promise<Finding> {
  const scenes = short ? SCENES.slice(0, SHORT_SCENES) : [...SCENES, ...LONG_SCENES];
  let schedules = 0n;
  let [followed, states] = [0, 0];
  for (const [index, [title, scene]] of scenes.entries()) {
    const found = await exploreAll(() => aModel(scene));
    schedules += found.schedules;
    followed += found.followed;
    states += found.states;
    if (index % 20 === 19) say(`${index + 1} of ${scenes.length} scenes, ${schedules} schedules`);
    if (found.violation !== undefined) {
      const { fault, steps } = found.violation;
      return { holds: false, seen: `${title}: ${fault} after ${steps.join(', ')}` };
    }
  }
  return {
    holds: true,
    seen: `${scenes.length} scenes, ${schedules} schedules, ${followed} of them followed one by one, ${states} states, 0 wrong`,
  };
}
