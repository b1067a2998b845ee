import type { NoticeRow, WorkerRow } from '../view/view.ts';
import { ActionButton } from './action-button.tsx';
import { timeText } from './time-text.ts';

/** A worker, its circuit breaker, and what ends it. */
export function WorkerItem({ row }: { readonly row: WorkerRow }) {
  const { name, state, reasons, open } = row;
  const isReady = state === 'running' && reasons.length === 0 && open.length === 0;
  return (
    <li>
      <strong>{name}</strong>
      <span class={`chip ${isReady ? 'yes' : state === 'ended' ? 'deleted' : 'refuses'}`}>
        {isReady ? 'takes messages' : state === 'running' ? 'waits' : state}
      </span>
      {open.map((system) => (
        <span key={system} class="chip open">
          circuit open: {system}
        </span>
      ))}
      {reasons.length > 0 && <span class="sub">{reasons.join('; ')}</span>}
      {state === 'running' && (
        <span class="ends">
          <ActionButton command={{ kind: 'stop-worker', worker: name }} label={`Stop ${name}`}>
            Stop
          </ActionButton>
          <ActionButton
            command={{ kind: 'kill-worker', worker: name }}
            kind="danger"
            label={`Kill ${name} at once`}
          >
            Kill
          </ActionButton>
        </span>
      )}
    </li>
  );
}

/** Lines of the workers' logs besides decisions. */
export function Notices({ notices }: { readonly notices: readonly NoticeRow[] }) {
  return (
    <details class="notices">
      <summary>What the workers said besides ({notices.length})</summary>
      <ol>
        {notices.map(({ number, at, worker, level, text }) => (
          <li key={number} class={level}>
            <time>{timeText(at)}</time> {worker}: {text}
          </li>
        ))}
      </ol>
    </details>
  );
}
