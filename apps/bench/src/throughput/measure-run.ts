import { systemClock } from '@spotler-connector/clock';
import type { ServiceAddresses } from '@spotler-connector/local-services';
import type { Contender } from './contender.ts';
import type { SystemsProcess } from './systems-process.ts';
import type { Fill } from './systems-protocol.ts';

/** Result of working one queue off. */
export interface Run {
  readonly messagesPerSecond: number;
  readonly dataversePerMessage: number;
  readonly spotlerPerMessage: number;
  /** NaN where the system does not tell, as the next. */
  readonly cpuMsPerMessage: number;
  readonly peakMegabytes: number;
}

const POLL_MS = 10;
const SETTLING_MS = 500;
const MAX_RUN_MS = 180_000;

/** Fills the queue, starts a contender, and measures from the first tenth of the messages to the last one. */
export async function measureRun(
  systems: SystemsProcess,
  fill: Fill,
  start: (addresses: ServiceAddresses) => Contender | Promise<Contender>,
): Promise<Run> {
  const messages = fill.records * fill.changes;
  await systems.fill(fill);
  const contender = await start(systems.addresses);
  try {
    const first = await untilLeft(systems, messages * 0.9);
    const before = await contender.cost();
    const begun = systemClock.monotonic();
    const last = await untilLeft(systems, 0);
    const seconds = (systemClock.monotonic() - begun) / 1_000;
    const after = await contender.cost();
    const measured = first.left;
    return {
      messagesPerSecond: measured / seconds,
      dataversePerMessage: last.dataverseRequests / messages,
      spotlerPerMessage: last.spotlerRequests / messages,
      cpuMsPerMessage: ((after?.cpuMs ?? Number.NaN) - (before?.cpuMs ?? Number.NaN)) / measured,
      peakMegabytes: after?.peakMegabytes ?? Number.NaN,
    };
  } finally {
    await contender.stop();
    // The queue must not hand messages to a receiver that it has not found gone yet.
    await systemClock.sleep(SETTLING_MS);
  }
}

async function untilLeft(systems: SystemsProcess, wanted: number) {
  const end = systemClock.monotonic() + MAX_RUN_MS;
  for (;;) {
    const state = await systems.state();
    if (state.left <= wanted) return state;
    if (systemClock.monotonic() > end) throw new Error(`${state.left} messages are left`);
    await systemClock.sleep(POLL_MS);
  }
}
