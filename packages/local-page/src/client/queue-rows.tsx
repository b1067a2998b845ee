import type { MessageRow, View } from '../view/view.ts';
import { useActing } from './acting.ts';
import { timeText } from './time-text.ts';

const MAX_OF_A_KIND = 12;
const KINDS: readonly (readonly [MessageRow['state'], string])[] = [
  ['waiting', 'waiting'],
  ['scheduled', 'second looks, scheduled'],
  ['dead', 'dead letters'],
];

/** The messages that are in the queue, by what they wait for. */
export function QueueRows({ queue }: { readonly queue: View['queue'] }) {
  const counts = { waiting: queue.waiting, scheduled: queue.scheduled, dead: queue.dead };
  return (
    <div class="queue">
      {KINDS.map(([state, name]) => (
        <details key={state} open={state !== 'scheduled'} class={counts[state] > 0 ? state : 'none'}>
          <summary>
            <b>{counts[state]}</b> {name}
          </summary>
          <ul>
            {queue.rows
              .filter((row) => row.state === state)
              .slice(0, MAX_OF_A_KIND)
              .map((row) => (
                <MessageItem key={row.sequenceNumber} row={row} />
              ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

function MessageItem({ row }: { readonly row: MessageRow }) {
  const { choose } = useActing();
  const { table, recordId, event, dueAt, reason, deliveryCount } = row;
  const name = event.replace('SpotlerConnector', '');
  return (
    <li>
      {name}{' '}
      {table !== null && recordId !== null && (
        <button type="button" class="link" onClick={() => choose({ table, id: recordId })}>
          {table} {recordId.slice(0, 8)}
        </button>
      )}
      {dueAt !== null && <span class="sub"> at {timeText(dueAt)}</span>}
      {deliveryCount > 0 && <span class="sub"> delivered {deliveryCount} times</span>}
      {reason !== null && <span class="chip open">{reason}</span>}
    </li>
  );
}
