import type { Measurement } from '../report.ts';
import type { Throughput } from './bench-throughput.ts';

/**
 * The figures of docs/performance.md, each beside its baseline. A ratio is a cost, so that less is better:
 * three times as fast is a third of the time. Pure.
 */
export function throughputFigures({ syncs, erasures, bursts }: Throughput): Measurement[] {
  const [loop16, loop64, worker] = syncs;
  const [erasing16, erasing] = erasures;
  const [adjacent, shuffled] = bursts;
  const SYNC = 'a sync of a distinct record';
  return [
    timed(SYNC, worker.messagesPerSecond, 'the loop with 16 at once', loop16.messagesPerSecond, 1 / 3),
    timed(
      `${SYNC}, once more`,
      worker.messagesPerSecond,
      'the loop with 64',
      loop64.messagesPerSecond,
      1 / 3,
    ),
    timed(
      'an erasure, read back',
      erasing.messagesPerSecond,
      'the loop with 16',
      erasing16.messagesPerSecond,
      1 / 1.2,
    ),
    counted('requests to Dataverse for each record that is synced', worker.dataversePerMessage, 1, 0.1),
    counted('requests to Spotler for each new contact', worker.spotlerPerMessage, 1, 0.1),
    counted('requests to Dataverse for each record that is erased', erasing.dataversePerMessage, 1, 0.1),
    counted('calls per message, twenty changes of a record side by side', callsOf(adjacent), 2, 1 / 15),
    counted('calls per message, twenty changes shuffled', callsOf(shuffled), 2, 1 / 2),
    {
      what: 'CPU of the process for each sync',
      baseline: 'the loop with 16',
      ours: `${worker.cpuMsPerMessage.toFixed(2)} ms`,
      theirs: `${loop16.cpuMsPerMessage.toFixed(2)} ms`,
      ratio: worker.cpuMsPerMessage / loop16.cpuMsPerMessage,
      limit: 1,
    },
    {
      what: 'most resident memory',
      baseline: '200 MB',
      ours: `${worker.peakMegabytes.toFixed(0)} MB`,
      theirs: `the loop: ${loop16.peakMegabytes.toFixed(0)} MB`,
      ratio: worker.peakMegabytes / 200,
      limit: 1,
    },
  ];
}

type Calls = { readonly dataversePerMessage: number; readonly spotlerPerMessage: number };

function callsOf({ dataversePerMessage, spotlerPerMessage }: Calls): number {
  return dataversePerMessage + spotlerPerMessage;
}

function timed(what: string, ours: number, baseline: string, theirs: number, limit: number): Measurement {
  return {
    what,
    baseline,
    ours: `${ours.toFixed(0)} a second`,
    theirs: `${theirs.toFixed(0)} a second`,
    ratio: theirs / ours,
    limit,
  };
}

function counted(what: string, ours: number, theirs: number, limit: number): Measurement {
  return {
    what,
    baseline: 'the loop',
    ours: ours.toFixed(3),
    theirs: String(theirs),
    ratio: ours / theirs,
    limit,
  };
}
