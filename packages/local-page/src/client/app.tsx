import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Command } from '../view/command.ts';
import { type Acting, ActingContext } from './acting.ts';
import { announcement } from './announcement.ts';
import { DataverseColumn } from './dataverse-column.tsx';
import { OperatorPanel } from './operator-panel.tsx';
import { PageHeader } from './page-header.tsx';
import { sendCommand } from './send-command.ts';
import { SpotlerColumn } from './spotler-column.tsx';
import { StoryPanel } from './story-panel.tsx';
import { type Chosen, useView } from './use-view.ts';
import { WorkerColumn } from './worker-column.tsx';

/** The whole page. */
export function App() {
  const [find, setFind] = useState('');
  const [chosen, setChosen] = useState<Chosen>();
  const [problem, setProblem] = useState<string>();
  const [toured, setToured] = useState<Chosen>();
  const followed = chosen ?? toured;
  const { view, connected } = useView(find, followed);
  const { record } = view.stage;
  useEffect(() => {
    if (record !== null) setToured(record);
  }, [record?.id]);
  const choose = useCallback((next: Chosen | undefined) => {
    setChosen(next);
    setToured(undefined);
  }, []);
  const ready = view.stage.phase === 'ready' && connected;
  const acting = useMemo<Acting>(() => {
    const act = (command: Command) => void sendCommand(command).then(setProblem);
    return { ready, chosen: followed, choose, act };
  }, [ready, followed]);
  const tableById = useMemo(
    () => new Map(view.dataverse.rows.map(({ id, table }) => [id, table])),
    [view.dataverse.rows],
  );
  useEffect(() => {
    const close = ({ key }: KeyboardEvent) => key === 'Escape' && choose(undefined);
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, []);

  return (
    <ActingContext.Provider value={acting}>
      <PageHeader stage={view.stage} connected={connected} problem={problem} find={find} onFind={setFind} />
      <main>
        <div class="columns">
          <DataverseColumn dataverse={view.dataverse} />
          <WorkerColumn view={view} />
          <SpotlerColumn spotler={view.spotler} tableOf={(id) => tableById.get(id)} />
        </div>
        <div class="panels">
          <StoryPanel story={view.story} />
          <OperatorPanel runs={view.operator.runs} />
        </div>
      </main>
      <p class="hidden" role="status">
        {announcement(view)}
      </p>
    </ActingContext.Provider>
  );
}
