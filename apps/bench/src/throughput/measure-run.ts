import { systemClock } from '@spotler-connector/clock';
import type { ServiceAddresses } from '@spotler-connector/local-services';
import type { Contender } from './contender.ts';
import type { SystemsProcess } from './systems-process.ts';
import type { Fill } from './systems-protocol.ts';
import { untilState } from './until-state.ts';

/** Result of working one queue off. */
export interface Run {
  readonly messagesPerSecond: number;
  readonly dataversePerMessage: number;
  readonly spotlerPerMessage: number;
  /** NaN where the system does not tell, as the next. */
  readonly cpuMsPerMessage: number;
  readonly peakMegabytes: number;
}

const SETTLING_MS = 500;

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
    const first = await untilState(systems, ({ left }) => left <= messages * 0.9);
    const before = await contender.cost();
    const begun = systemClock.monotonic();
    const last = await untilState(systems, ({ left }) => left === 0);
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
