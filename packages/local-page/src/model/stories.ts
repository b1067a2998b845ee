import type { StoryEntry } from '../view/view.ts';

/** The stories of records: events of all three systems, in turn. */
export interface Stories {
  /** Adds an entry to a record's story. */
  tell(recordId: string, entry: Omit<StoryEntry, 'number'>): void;
  /** The story so far, oldest first. */
  of(recordId: string): readonly StoryEntry[];
}

const MAX_RECORDS = 2_000;
const MAX_ENTRIES = 60;

/** Keeps the newest entries of the records to which something happened last. */
export function createStories(): Stories {
  const stories = new Map<string, StoryEntry[]>();
  let number = 0;
  return {
    tell(recordId, entry) {
      const id = recordId.toLowerCase();
      const story = [...(stories.get(id) ?? []), { ...entry, number: ++number }].slice(-MAX_ENTRIES);
      stories.delete(id);
      stories.set(id, story);
      if (stories.size > MAX_RECORDS) for (const oldest of stories.keys()) return void stories.delete(oldest);
    },
    of: (recordId) => stories.get(recordId.toLowerCase()) ?? [],
  };
}
