import { guidsIn } from '../../values/guid.ts';
import type { DesiredEndpoint, Values } from '../desired/desired.ts';
import type { PresentRow } from '../present/present.ts';
import { finding, type Mend, type PlanItem } from './plan.ts';
import { differences, differing } from './value-differences.ts';

const UNKNOWABLE =
  'its key is set and not compared, for Dataverse does not tell it; --renew-key writes it anew';

/**
 * A new name, address, queue or topic goes with another key: a key that may only send is one queue's or
 * topic's.
 */
const OF_THE_KEY = ['saskeyname', 'namespaceaddress', 'path', 'contract'];

/** The service endpoint. Its key can only be written, so it is compared by nobody. */
export function planEndpoint(
  desired: DesiredEndpoint,
  present: readonly PresentRow[],
  renewKey: boolean,
): PlanItem {
  const [row, ...others] = present;
  const { name } = desired;
  if (row === undefined) {
    return {
      kind: 'endpoint',
      name,
      state: 'create',
      says: [`to ${desired.columns['path']} at ${desired.columns['namespaceaddress']}`],
      mends: [{ do: 'create-endpoint', endpoint: desired }],
    };
  }
  if (others.length > 0) {
    return finding('endpoint', name, 'stuck', [
      `there are ${present.length} of this name; delete the others`,
    ]);
  }
  const other = otherOrganization(desired, row);
  if (other !== null) return finding('endpoint', name, 'stuck', [copied(other)]);
  const keyIsSet = row.columns['issaskeyset'] === true;
  const columns = differing(row.columns, desired.columns);
  const anotherKey = columns.some((column) => OF_THE_KEY.includes(column));
  const renew = renewKey || !keyIsSet || anotherKey;
  const says = [
    ...differences(row.columns, desired.columns),
    ...(renew ? [renewalOf(keyIsSet, renewKey)] : [UNKNOWABLE]),
  ];
  const mends = mendsOf(row.id, columns, desired.columns, renew);
  return { kind: 'endpoint', name, state: mends.length === 0 ? 'right' : 'update', says, mends };
}

/** The organization that an endpoint was made for, when that is another one than ours. */
function otherOrganization({ organizationId }: DesiredEndpoint, { columns }: PresentRow): string | null {
  const [made] = guidsIn(String(columns['description'] ?? ''));
  return organizationId === null || made === undefined || made === organizationId ? null : made;
}

function copied(organizationId: string): string {
  return (
    `it was made for organization ${organizationId}, and this is another one: a copy of that environment, whose changes ` +
    'must not reach its queue. Take it away here with `spotler-connector dataverse unregister`, then register anew'
  );
}

function renewalOf(keyIsSet: boolean, asked: boolean): string {
  if (!keyIsSet) return 'it has no key';
  return asked ? 'its key is written anew, as asked' : 'its key is written anew with that';
}

/** Address and key change together, or messages would be signed with the wrong one meanwhile. */
function mendsOf(id: string, changed: readonly string[], wanted: Values, renew: boolean): Mend[] {
  const columns = Object.fromEntries(changed.map((column) => [column, wanted[column] ?? null]));
  if (renew) return [{ do: 'renew-key', id, columns }];
  return changed.length === 0 ? [] : [{ do: 'update', entitySet: 'serviceendpoints', id, columns }];
}
