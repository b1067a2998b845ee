import type { ContactRow, View } from '../view/view.ts';
import { ActionButton } from './action-button.tsx';
import { ChoosableRow } from './choosable-row.tsx';
import { Column } from './column.tsx';
import { FaultChoice } from './fault-choice.tsx';
import { RovingList } from './roving-list.tsx';

/** The contacts of Spotler. */
export function SpotlerColumn({
  spotler,
  tableOf,
}: {
  readonly spotler: View['spotler'];
  /** The table of a record, as far as the page knows it. */
  readonly tableOf: (id: string) => string | undefined;
}) {
  const { present, gone, rows, fault } = spotler;
  return (
    <Column
      name="spotler"
      title="Spotler Mail+"
      about="Contacts that mailings go to. Whoever must be forgotten is gone here, with nothing left but an id."
      facts={`${present} contacts, ${gone} gone`}
    >
      <div class="tools">
        <ActionButton command={{ kind: 'add-strangers' }}>Add 3 that no record has</ActionButton>
        <FaultChoice system="spotler" name="Spotler" fault={fault} />
      </div>
      <RovingList label="Contacts in Spotler">
        {rows.map((row, index) => (
          <ContactItem key={row.id} row={row} table={tableOf(row.id) ?? 'contact'} isFirst={index === 0} />
        ))}
      </RovingList>
    </Column>
  );
}

function ContactItem(props: { readonly row: ContactRow; readonly table: string; readonly isFirst: boolean }) {
  const { row, table, isFirst } = props;
  const { id, name, email, state, permissions } = row;
  const isGone = state === 'gone';
  return (
    <ChoosableRow record={{ table, id }} state={state} isFirst={isFirst}>
      <span class="who">
        <span class="name">{isGone ? 'gone' : (name ?? 'no name')}</span>
        <span class="sub">{isGone ? `only an id is left: ${id.slice(0, 8)}` : (email ?? 'no address')}</span>
      </span>
      {!isGone && <Mailings permissions={permissions} />}
    </ChoosableRow>
  );
}

/** The kinds of mail that a contact may get, in a word where a word will do. */
function Mailings({ permissions }: Pick<ContactRow, 'permissions'>) {
  const allowed = permissions.filter(({ enabled }) => enabled).map(({ name }) => name);
  if (allowed.length === 0) return <span class="chip no">✗ no mailings</span>;
  const all = allowed.length === permissions.length;
  return <span class="chip yes">✓ {all ? 'all mailings' : allowed.join(', ')}</span>;
}
