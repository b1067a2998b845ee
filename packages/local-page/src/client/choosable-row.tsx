import type { ComponentChildren } from 'preact';
import { useActing } from './acting.ts';
import { useRevealed } from './use-revealed.ts';
import type { Chosen } from './use-view.ts';

/** A row of a list that chooses a record. The keyboard gets to the chosen one, or else to the first. */
export function ChoosableRow(props: {
  readonly record: Chosen;
  /** The row's state, for its looks. */
  readonly state: string;
  readonly isFirst: boolean;
  readonly children: ComponentChildren;
}) {
  const { record, state, isFirst, children } = props;
  const { choose, chosen } = useActing();
  const isChosen = chosen?.id === record.id;
  const item = useRevealed(isChosen);
  return (
    <li class={state} ref={item}>
      <button
        type="button"
        class="row"
        aria-pressed={isChosen}
        tabIndex={isChosen || (chosen === undefined && isFirst) ? 0 : -1}
        onClick={() => choose(record)}
      >
        {children}
      </button>
    </li>
  );
}
