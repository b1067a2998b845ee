import type { DecodedMessage } from '@spotler-connector/dataverse';
import type { MessageSettled } from '@spotler-connector/observability';
import type { SettledMessage } from './settled-message.ts';

/** What is counted and timed of a message that is done with. Pure. */
export function measureMessage(done: Omit<SettledMessage, 'message'>): MessageSettled {
  const { decoded, outcome, settlement, settled, queueDelayMs, durationMs } = done;
  return {
    settlement: settled === 'settled' ? settlement.kind : settled,
    outcome: outcome.kind,
    table: tableOf(decoded),
    ...(settlement.kind === 'dead-letter' && { reason: settlement.reason }),
    queueDelayMs,
    durationMs,
  };
}

/** Of several records the first: that of a merge's survivor, and all of a bulk change are of one table. */
function tableOf(decoded: DecodedMessage): string | undefined {
  if (decoded.kind === 'change') return decoded.records[0]?.table;
  return decoded.kind === 'foreign' ? (decoded.table ?? undefined) : undefined;
}
