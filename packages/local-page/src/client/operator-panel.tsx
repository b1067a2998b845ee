import type { Operation } from '../view/command.ts';
import type { OperatorRun } from '../view/view.ts';
import { ActionButton } from './action-button.tsx';

const OPERATIONS: readonly (readonly [Operation, 'danger' | 'plain'])[] = [
  ['doctor', 'plain'],
  ['brake status', 'plain'],
  ['brake release', 'danger'],
  ['brake reject', 'plain'],
  ['sweep --dry-run', 'plain'],
  ['sweep', 'danger'],
  ['dead-letter list', 'plain'],
  ['dead-letter replay', 'plain'],
  ['evidence verify', 'plain'],
];

/** The operator's command line, with buttons. */
export function OperatorPanel({ runs }: { readonly runs: readonly OperatorRun[] }) {
  const busy = runs.some(({ exitCode }) => exitCode === null);
  return (
    <section class="panel operator" aria-labelledby="operator-title">
      <h2 id="operator-title">The operator’s commands</h2>
      <p class="about">Each button runs the command line, as an operator would in a terminal.</p>
      <div class="tools">
        {OPERATIONS.map(([operation, kind]) => (
          <ActionButton key={operation} command={{ kind: 'operate', operation }} kind={kind} disabled={busy}>
            {operation}
          </ActionButton>
        ))}
      </div>
      {runs.map((run, index) => (
        <details key={run.number} open={index === 0} class="run">
          <summary>
            <code>{run.line}</code>{' '}
            <span class={run.exitCode === 0 ? 'chip yes' : 'chip refuses'}>
              {run.exitCode === null ? 'runs …' : `exit code ${run.exitCode}`}
            </span>
          </summary>
          <textarea
            readOnly
            spellcheck={false}
            rows={Math.min(14, run.output.split('\n').length)}
            aria-label={`Output of ${run.line}`}
            value={run.output}
          />
        </details>
      ))}
    </section>
  );
}
