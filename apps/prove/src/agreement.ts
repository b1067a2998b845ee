import {
  type Decision,
  decide,
  type PolicySettings,
  type RecordSnapshot,
  type Table,
} from '@spotler-connector/anonymization-policy';
import type { Services } from '@spotler-connector/local-services';

/** The product's default settings. */
const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };

/** The records about which Spotler does not agree with the policy, each with what is wrong. */
export function disagreements(
  { dataverse, spotler }: Pick<Services, 'dataverse' | 'spotler'>,
  table: Table,
  ids: readonly string[],
  settings: PolicySettings = SETTINGS,
): string[] {
  return ids.flatMap((id) => {
    const row = dataverse.get(table, id);
    const { action } = decisionAbout(dataverse, table, id, settings);
    const contact = spotler.contact(id);
    const wrong = problem(action, row, contact?.properties);
    return wrong === undefined ? [] : [`${id}: ${wrong}`];
  });
}

/** The policy with the product's default settings. */
export function decideAsConfigured(snapshot: RecordSnapshot): Decision {
  return decide(snapshot, SETTINGS);
}

/** Asks the policy about a record as Dataverse has it, whatever anybody was told about it. */
export function decisionAbout(
  dataverse: Pick<Services['dataverse'], 'get'>,
  table: Table,
  id: string,
  settings: PolicySettings = SETTINGS,
): Decision {
  return decide(snapshotOf(dataverse, table, id), settings);
}

function snapshotOf(dataverse: Pick<Services['dataverse'], 'get'>, table: Table, id: string): RecordSnapshot {
  const row = dataverse.get(table, id);
  if (row === null) return { table, presence: 'deleted' };
  const [email, master] = [row['emailaddress1'], row['masterid']];
  const isMerged = row['merged'] === true && typeof master === 'object' && master !== null && 'id' in master;
  return {
    table,
    presence: 'present',
    state: row['statecode'] === 0 ? 'active' : 'inactive',
    email: typeof email === 'string' ? email : null,
    doNotEmail: row['donotemail'] === true,
    doNotBulkEmail: row['donotbulkemail'] === true,
    survivor: isMerged ? snapshotOf(dataverse, table, String(master.id)) : undefined,
  };
}

function problem(
  action: string,
  row: Readonly<Record<string, unknown>> | null,
  properties: Readonly<Record<string, unknown>> | undefined,
): string | undefined {
  if (action === 'leave') return undefined;
  if (action === 'anonymize') return properties === undefined ? undefined : 'should be gone, and is there';
  if (properties === undefined) return action === 'opt-out' ? undefined : 'should be there, and is gone';
  const synced = action === 'sync' || action === 'sync-opted-out';
  if (synced && properties['city'] !== row?.['address1_city']) return 'is out of date';
  // The only value that differs from person to person.
  if (synced && properties['email'] !== row?.['emailaddress1']) return 'has another address';
  const allowed =
    action !== 'sync' && JSON.stringify(properties['permissions'] ?? []).includes('"enabled":true');
  return allowed ? 'may be mailed, and must not' : undefined;
}
