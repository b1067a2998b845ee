import type { Columns } from '@spotler-connector/dataverse-simulator';
import type { Change } from '../view/command.ts';
import type { RecordRow } from '../view/view.ts';

const CITIES = ['Utrecht', 'Zwolle', 'Leiden', 'Breda', 'Gouda'] as const;

/** The columns that a change of a record writes. `turn` differs each time. Pure. */
export function columnsOf(
  change: Change,
  { table, id }: Pick<RecordRow, 'table' | 'id'>,
  turn: number,
): Columns {
  switch (change) {
    case 'move':
      return { address1_city: CITIES[turn % CITIES.length] };
    case 'refuse-email':
      return { donotemail: true };
    case 'allow-email':
      return { donotemail: false };
    case 'refuse-bulk-email':
      return { donotbulkemail: true };
    case 'allow-bulk-email':
      return { donotbulkemail: false };
    case 'clear-address':
      return { emailaddress1: null };
    case 'give-address':
      return { emailaddress1: `person-${id.slice(0, 8)}@example.org` };
    case 'deactivate':
      return table === 'lead' ? { statecode: 2, statuscode: 4 } : { statecode: 1, statuscode: 2 };
    case 'activate':
      return { statecode: 0, statuscode: 1 };
  }
}
