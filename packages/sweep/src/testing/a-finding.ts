import type { Finding } from '../finding.ts';
import { decisionOn, idOf } from './two-sides.ts';

/** Test support: the finding that a record's contact must be gone. */
export function aFinding(changes: Partial<Finding> = {}): Finding {
  return {
    kind: 'must-be-gone',
    ref: { table: 'contact', id: idOf(1) },
    contactId: undefined,
    decision: decisionOn({ doNotEmail: true }),
    properties: [],
    place: 0,
    ...changes,
  };
}
