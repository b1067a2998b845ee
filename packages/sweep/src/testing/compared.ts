import type { SweepSource, SweepTarget } from '../ports.ts';
import { compareSides, type SweepOptions } from '../sweep.ts';

type Sides = SweepSource & SweepTarget;

/** Compares two sides in memory, and collects what is found. */
export async function compared(sides: Sides, options: Partial<SweepOptions> = {}) {
  const result = await compareSides({
    source: sides,
    target: sides,
    properties: ['email', 'lastName'],
    byRecordId: true,
    ownIds: true,
    salt: 7,
    ordersBefore: 0,
    ...options,
  });
  const findings = [];
  for await (const finding of result.list()) findings.push(finding);
  return { ...result, findings };
}
