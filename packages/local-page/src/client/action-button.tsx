import type { ComponentChildren } from 'preact';
import type { Command } from '../view/command.ts';
import { useActing } from './acting.ts';

/** A button that gives a command. */
export function ActionButton(props: {
  readonly command: Command;
  readonly children: ComponentChildren;
  readonly kind?: 'danger' | 'plain' | undefined;
  readonly disabled?: boolean | undefined;
  readonly label?: string | undefined;
}) {
  const { ready, act } = useActing();
  const { command, children, kind = 'plain', disabled = false, label } = props;
  return (
    <button
      type="button"
      class={kind}
      disabled={disabled || !ready}
      aria-label={label}
      onClick={() => act(command)}
    >
      {children}
    </button>
  );
}
