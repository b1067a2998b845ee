import type { View } from '../view/view.ts';

/** The page before it has heard of anything. */
export const EMPTY_VIEW: View = {
  stage: { phase: 'starting', text: 'Starting …', record: null },
  dataverse: { total: 0, active: 0, rows: [], fault: 'none' },
  spotler: { present: 0, gone: 0, rows: [], fault: 'none' },
  queue: { waiting: 0, scheduled: 0, dead: 0, rows: [] },
  decisions: { total: 0, rows: [] },
  workers: { rows: [], notices: [] },
  brake: { limit: 0, used: 0, released: 0, held: 0 },
  operator: { runs: [] },
  story: null,
};
