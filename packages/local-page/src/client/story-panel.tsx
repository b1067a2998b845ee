import type { EvidenceRow, Story, StoryEntry } from '../view/view.ts';
import { useActing } from './acting.ts';
import { RecordActions } from './record-actions.tsx';
import { timeText } from './time-text.ts';

const LANES = [
  ['dataverse', 'Dataverse'],
  ['worker', 'Worker'],
  ['spotler', 'Spotler'],
] as const;

/** The story of a record in all three systems, with its buttons and its evidence. */
export function StoryPanel({ story }: { readonly story: Story | null }) {
  const { choose } = useActing();
  if (story === null) {
    return (
      <section class="panel story" aria-labelledby="story-title">
        <h2 id="story-title">A record’s story</h2>
        <p class="about">Choose a record or a contact: what happened to it in all three is shown here.</p>
      </section>
    );
  }
  const { table, id, record, entries, evidence } = story;
  return (
    <section class="panel story" aria-labelledby="story-title">
      <header>
        <h2 id="story-title">
          {record?.name ?? 'Nobody’s contact'} <span class="sub">{`${table} ${id}`}</span>
        </h2>
        <button type="button" onClick={() => choose(undefined)} aria-label="Close the story">
          ✕
        </button>
      </header>
      <RecordActions story={story} />
      <Lanes entries={entries} />
      <Evidence rows={evidence} />
    </section>
  );
}

function Lanes({ entries }: { readonly entries: readonly StoryEntry[] }) {
  return (
    <div class="scroll">
      <table class="lanes">
        <caption class="hidden">What happened, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {LANES.map(([lane, name]) => (
              <th key={lane} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.toReversed().map((entry) => (
            <tr key={entry.number} class={entry.lane}>
              <td>
                <time>{timeText(entry.at)}</time>
              </td>
              {LANES.map(([lane]) => (
                <td key={lane}>
                  {entry.lane === lane && (
                    <span class="event">
                      <b>{entry.title}</b> <span class="sub">{entry.detail}</span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Evidence({ rows }: { readonly rows: readonly EvidenceRow[] }) {
  return (
    <div class="evidence">
      <h3>Evidence in the ledger</h3>
      {rows.length === 0 ? (
        <p class="sub">None: nothing of this contact was erased or opted out.</p>
      ) : (
        <ol>
          {rows.map((row) => (
            <li key={row.hash}>
              <time>{timeText(row.at)}</time> <b>{row.kind}</b> {row.result}{' '}
              {row.rule && `by rule ${row.rule}`}
              {row.readBack && `, read back: ${row.readBack}`}{' '}
              <code>
                #{row.seq} {row.hash.slice(0, 12)}…
              </code>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
