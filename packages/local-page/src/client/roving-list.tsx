import type { ComponentChildren } from 'preact';

/**
 * A list of buttons that is one stop of the tab key: the arrow keys, Home and End move within it. The button
 * that can be reached by the tab key is the first one, or the pressed one.
 */
export function RovingList({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    <ul class="rows" aria-label={label} onKeyDown={move}>
      {children}
    </ul>
  );
}

function move(event: KeyboardEvent): void {
  const list = event.currentTarget;
  if (!(list instanceof HTMLElement)) return;
  const buttons: (Element | null)[] = [...list.querySelectorAll('button.row')];
  const now = buttons.indexOf(document.activeElement);
  const next = nextIndex(event.key, now, buttons.length);
  if (next === undefined || now === -1) return;
  event.preventDefault();
  const button = buttons[next];
  if (button instanceof HTMLElement) button.focus();
}

function nextIndex(key: string, now: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(now + 1, count - 1);
    case 'ArrowUp':
      return Math.max(now - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
