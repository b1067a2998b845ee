import type { View } from '../view/view.ts';

/**
 * The one sentence that a screen reader says when it changes: about the chosen record, or about what must not
 * be missed. It changes seldom enough to be listened to. Pure.
 */
export function announcement({ story, brake, workers, queue }: View): string {
  const open = [...new Set(workers.rows.flatMap((row) => row.open))];
  const parts = [
    story === null ? '' : `${story.record?.name ?? 'The contact'}: ${lastWords(story.entries.at(-1))}`,
    brake.held > 0 ? 'The brake is engaged.' : '',
    open.length > 0 ? `The circuit of ${open.join(' and ')} is open.` : '',
    queue.dead > 0 ? 'There are dead letters.' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function lastWords(entry: { readonly title: string; readonly detail: string } | undefined): string {
  return entry === undefined ? 'nothing happened yet.' : `${entry.title}. ${entry.detail}`;
}
