import type { RecordRow, View } from '../view/view.ts';
import { ActionButton } from './action-button.tsx';
import { ChoosableRow } from './choosable-row.tsx';
import { Column } from './column.tsx';
import { FaultChoice } from './fault-choice.tsx';
import { RovingList } from './roving-list.tsx';

/** The records of Dataverse. */
export function DataverseColumn({ dataverse }: { readonly dataverse: View['dataverse'] }) {
  const { total, active, rows, fault } = dataverse;
  return (
    <Column
      name="dataverse"
      title="Dataverse"
      about="People and companies, where users change them. Choose one to change it and to see its story."
      facts={`${active} active of ${total}`}
    >
      <div class="tools">
        <ActionButton command={{ kind: 'create', table: 'contact', count: 1 }}>New person</ActionButton>
        <ActionButton command={{ kind: 'create', table: 'account', count: 1 }}>New company</ActionButton>
        <ActionButton command={{ kind: 'create', table: 'contact', count: 100 }}>100 people</ActionButton>
        <ActionButton command={{ kind: 'change-many', change: 'refuse-email' }} kind="danger">
          100 refuse e-mail
        </ActionButton>
        <ActionButton command={{ kind: 'change-many', change: 'allow-email' }}>100 allow it</ActionButton>
        <FaultChoice system="dataverse" name="Dataverse" fault={fault} />
      </div>
      <RovingList label="Records in Dataverse">
        {rows.map((row, index) => (
          <RecordItem key={row.id} row={row} isFirst={index === 0} />
        ))}
      </RovingList>
      {rows.length < total && (
        <p class="more">
          {rows.length} of {total} shown: those that changed last. Find others by name.
        </p>
      )}
    </Column>
  );
}

function RecordItem({ row, isFirst }: { readonly row: RecordRow; readonly isFirst: boolean }) {
  const { table, id, name, email, state } = row;
  return (
    <ChoosableRow record={{ table, id }} state={state} isFirst={isFirst}>
      <span class={`kind ${table}`} title={table}>
        {table}
      </span>
      <span class="who">
        <span class="name">{name}</span>
        <span class="sub">{email ?? 'no address'}</span>
      </span>
      <span class="marks">
        {state !== 'active' && <span class={`chip ${state}`}>{state}</span>}
        {row.refusesEmail && <span class="chip refuses">no e-mail</span>}
        {row.refusesBulkEmail && <span class="chip refuses">no bulk</span>}
      </span>
    </ChoosableRow>
  );
}
