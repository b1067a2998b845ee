import { useState } from 'preact/hooks';
import type { Change, Command } from '../view/command.ts';
import type { Story } from '../view/view.ts';
import { ActionButton } from './action-button.tsx';

type Table = Extract<Command, { kind: 'delete' }>['table'];

/** Everything that one can do to a record. */
export function RecordActions({ story }: { readonly story: Story }) {
  const { id, record, contact } = story;
  const table = tableOf(story.table);
  if (table === undefined || record === null) return <p class="sub">No record of Dataverse has this id.</p>;
  if (record.state === 'deleted') {
    return (
      <div class="tools">
        <ActionButton command={{ kind: 'restore', table, id }}>Restore</ActionButton>
      </div>
    );
  }
  const change = (name: Change): Command => ({ kind: 'change', change: name, table, id });
  return (
    <div class="tools">
      <ActionButton command={change('move')}>Change city</ActionButton>
      <ActionButton command={change(record.refusesEmail ? 'allow-email' : 'refuse-email')}>
        {record.refusesEmail ? 'Allow e-mail' : 'Refuse e-mail'}
      </ActionButton>
      <ActionButton command={change(record.refusesBulkEmail ? 'allow-bulk-email' : 'refuse-bulk-email')}>
        {record.refusesBulkEmail ? 'Allow bulk e-mail' : 'Refuse bulk e-mail'}
      </ActionButton>
      <ActionButton command={change(record.email === null ? 'give-address' : 'clear-address')}>
        {record.email === null ? 'Give an address' : 'Clear address'}
      </ActionButton>
      <ActionButton command={change(record.state === 'active' ? 'deactivate' : 'activate')}>
        {record.state === 'active' ? 'Deactivate' : 'Activate'}
      </ActionButton>
      <ActionButton command={{ kind: 'order', table, id }}>Order a Spotler Job</ActionButton>
      <ActionButton command={{ kind: 'subscribe', table, id }} disabled={contact?.state !== 'present'}>
        Subscribe in Spotler
      </ActionButton>
      <ActionButton command={{ kind: 'delete', table, id }} kind="danger">
        Delete
      </ActionButton>
      <MergeChoice table={table} id={id} targets={story.mergeTargets} />
      <ActionButton command={{ kind: 'explain', table, id }}>Explain</ActionButton>
    </div>
  );
}

function MergeChoice(props: {
  readonly table: Table;
  readonly id: string;
  readonly targets: Story['mergeTargets'];
}) {
  const { table, id, targets } = props;
  const [chosen, setChosen] = useState('');
  const into = targets.some((target) => target.id === chosen) ? chosen : (targets[0]?.id ?? '');
  return (
    <span class="merge">
      <select
        aria-label="The record to merge into"
        value={into}
        onChange={({ currentTarget }) => setChosen(currentTarget.value)}
      >
        {targets.map((target) => (
          <option key={target.id} value={target.id}>
            {target.name}
          </option>
        ))}
      </select>
      <ActionButton command={{ kind: 'merge', table, id, into }} kind="danger" disabled={into === ''}>
        Merge into it
      </ActionButton>
    </span>
  );
}

function tableOf(name: string): Table | undefined {
  return name === 'contact' || name === 'lead' || name === 'account' ? name : undefined;
}
