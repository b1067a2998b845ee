import { systemClock } from '@spotler-connector/clock';
import type { SystemsProcess } from './systems-process.ts';
import type { SystemsState } from './systems-protocol.ts';

const POLL_MS = 10;
const MAX_RUN_MS = 180_000;

/** Waits until the work is so far. Rejects after three minutes. */
export async function untilState(
  systems: Pick<SystemsProcess, 'state'>,
  isReached: (state: SystemsState) => boolean,
): Promise<SystemsState> {
  const end = systemClock.monotonic() + MAX_RUN_MS;
  for (;;) {
    const state = await systems.state();
    if (isReached(state)) return state;
    if (systemClock.monotonic() > end) throw new Error(`${state.left} messages are left`);
    await systemClock.sleep(POLL_MS);
  }
}
