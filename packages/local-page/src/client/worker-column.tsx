import type { View } from '../view/view.ts';
import { ActionButton } from './action-button.tsx';
import { BrakeGauge } from './brake-gauge.tsx';
import { Column } from './column.tsx';
import { DecisionItem } from './decision-item.tsx';
import { QueueRows } from './queue-rows.tsx';
import { Notices, WorkerItem } from './worker-item.tsx';

/** The queue, the workers, and what they decided. */
export function WorkerColumn({ view }: { readonly view: View }) {
  const { queue, workers, decisions, brake } = view;
  return (
    <Column
      name="worker"
      title="Queue and worker"
      about="A message says only which record changed. The worker reads the record as it is now, and the policy decides."
      facts={`${decisions.total} messages handled`}
    >
      <div class="tools">
        <ul class="workers" aria-label="Workers">
          {workers.rows.map((row) => (
            <WorkerItem key={row.name} row={row} />
          ))}
        </ul>
        <ActionButton command={{ kind: 'start-worker' }}>Start another worker</ActionButton>
      </div>
      <BrakeGauge brake={brake} />
      <QueueRows queue={queue} />
      <h3>Decisions</h3>
      <ol class="rows decisions" aria-label="Decisions, newest first">
        {decisions.rows.map((row) => (
          <DecisionItem key={row.number} row={row} />
        ))}
      </ol>
      <Notices notices={workers.notices} />
    </Column>
  );
}
