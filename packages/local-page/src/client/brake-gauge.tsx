import type { BrakeView } from '../view/view.ts';
import { ActionButton } from './action-button.tsx';

/** The limit on erasures, how much of it is used, and what one does about those who are held. */
export function BrakeGauge({ brake }: { readonly brake: BrakeView }) {
  const { limit, used, released, held } = brake;
  if (limit === 0) return null;
  return (
    <div class={held > 0 ? 'brake engaged' : 'brake'}>
      <label>
        The brake: {used} of {limit + released} erasures used this hour
        <meter min={0} max={limit + released} value={Math.min(used, limit + released)} />
      </label>
      {held > 0 && (
        <p>
          <strong>{held} held.</strong> They are opted out, and a person decides:{' '}
          <ActionButton command={{ kind: 'operate', operation: 'brake release' }} kind="danger">
            Release: erase them
          </ActionButton>{' '}
          <ActionButton command={{ kind: 'operate', operation: 'brake reject' }}>
            Reject: it was a mistake
          </ActionButton>
        </p>
      )}
    </div>
  );
}
