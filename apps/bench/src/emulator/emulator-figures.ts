import type { Measurement } from '../report.ts';
import type { BesideRhea } from './beside-rhea.ts';
import type { EmulatorCost } from './waiting-messages.ts';
import type { benchWithFolder } from './with-folder.ts';

/** The figures of a full queue. Pure. */
export function waitingFigures(cost: EmulatorCost, messages: number): Measurement[] {
  const waiting = messages.toLocaleString('en').replaceAll(',', ' ');
  return [
    {
      what: `receive and complete in the emulator while ${waiting} messages of 3 KB wait`,
      baseline: 'while hardly any waits',
      ours: micros(cost.settleFullMicros),
      theirs: micros(cost.settleEmptyMicros),
      ratio: cost.ratio,
      limit: 2,
    },
    {
      what: `memory of the emulator for each of ${waiting} waiting messages of 3 KB`,
      baseline: 'the body alone',
      ours: `${(cost.bytesPerMessage / 1024).toFixed(1)} KB`,
      theirs: `${(cost.bodyBytes / 1024).toFixed(1)} KB`,
      ratio: cost.bytesPerMessage / cost.bodyBytes,
      limit: 2,
    },
  ];
}

/** The figure beside rhea. Pure. */
export function besideRheaFigures({ emulatorMicros, rheaMicros, ratio }: BesideRhea): Measurement[] {
  return [
    {
      what: 'receive and settle a message of 3 KB from the emulator over plain AMQP',
      baseline: 'from a server of bare rhea',
      ours: micros(emulatorMicros),
      theirs: micros(rheaMicros),
      ratio,
      limit: 1 / 0.7,
    },
  ];
}

/** The costs of a folder. They depend on the disk, so the limits are wide. Pure. */
export function folderFigures({
  folder,
  memory,
}: Awaited<ReturnType<typeof benchWithFolder>>): Measurement[] {
  const figure = (what: string, name: keyof typeof folder, limit: number): Measurement => ({
    what: `${what}, the emulator with a folder`,
    baseline: 'in memory',
    ours: micros(folder[name]),
    theirs: micros(memory[name]),
    ratio: folder[name] / memory[name],
    limit,
  });
  return [
    figure('send messages of 3 KB one at a time', 'sendOne', 50),
    figure('send them in batches', 'sendBatch', 50),
    figure('receive and settle them', 'settle', 10),
  ];
}

function micros(value: number): string {
  return `${value.toFixed(0)} µs`;
}
