import type { DecisionRow } from '../view/view.ts';
import { useActing } from './acting.ts';
import { timeText } from './time-text.ts';

/** A decision of a worker about one message. */
export function DecisionItem({ row }: { readonly row: DecisionRow }) {
  const { choose, chosen } = useActing();
  const { table, recordId, action, rule, causes, settlement, reason } = row;
  const others = causes.filter((cause) => cause !== rule);
  const isFor = recordId !== null && chosen?.id === recordId;
  return (
    <li class={isFor ? 'decision for-chosen' : 'decision'}>
      <div class="line">
        <time>{timeText(row.at)}</time>
        {table === null || recordId === null ? (
          <span>{row.event ?? 'message'}</span>
        ) : (
          <button type="button" class="link" onClick={() => choose({ table, id: recordId })}>
            {table} {recordId.slice(0, 8)}
          </button>
        )}
        <span class={`chip action ${action ?? 'none'}`}>{action ?? row.outcome ?? 'settled'}</span>
        {settlement !== null && settlement !== 'complete' && (
          <span class="chip open">
            {settlement} {reason}
          </span>
        )}
      </div>
      <div class="sub">
        {rule !== null && (
          <>
            rule <b>{rule}</b>
            {others.length > 0 && ` because of ${others.join(', ')}`}
          </>
        )}
        {row.precondition !== null && ` · precondition not met: ${row.precondition}`}
        {row.outcome !== null &&
          ` · ${[row.spotlerStatus, row.outcome].filter((part) => part !== null).join(' ')}`}
        {row.durationMs !== null && ` · ${Math.round(row.durationMs)} ms`}
      </div>
    </li>
  );
}
