import type { Decision } from './decision.ts';
import { explain } from './explain.ts';
import type { PolicySettings } from './policy-settings.ts';
import type { RecordSnapshot } from './record.ts';

/**
 * Says what Spotler should look like for a record. Pure and total: the same record and settings always give
 * the same decision, and there is one for every input. Nothing is changed, the arguments included.
 */
export function decide(record: RecordSnapshot, settings: PolicySettings): Decision {
  return explain(record, settings).decision;
}
