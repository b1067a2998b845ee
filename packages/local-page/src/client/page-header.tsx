import type { View } from '../view/view.ts';

/** The name of the page, how far the tour is, and what went wrong. */
export function PageHeader(props: {
  readonly stage: View['stage'];
  readonly connected: boolean;
  readonly problem: string | undefined;
  readonly find: string;
  readonly onFind: (text: string) => void;
}) {
  const { stage, connected, problem, find, onFind } = props;
  return (
    <header class="page">
      <h1>
        Spotler Connector <span class="sub">everything on this machine, and nobody real</span>
      </h1>
      <label class="find">
        Find{' '}
        <input
          type="search"
          placeholder="name, address or id"
          value={find}
          onInput={({ currentTarget }) => onFind(currentTarget.value)}
        />
      </label>
      {stage.phase !== 'ready' && connected && (
        <p class="banner" role="status">
          {stage.text}
        </p>
      )}
      {!connected && (
        <p class="banner bad" role="alert">
          The local stack does not answer. Start it again with <code>npx pnpm@12 start</code>.
        </p>
      )}
      {problem !== undefined && connected && (
        <p class="banner bad" role="alert">
          {problem}
        </p>
      )}
    </header>
  );
}
