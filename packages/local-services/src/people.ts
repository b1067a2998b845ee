import type { Table } from '@spotler-connector/anonymization-policy';

/** The columns of an invented person or company. `domain` is where all their addresses are. */
export function inventedColumns(table: Table, number: number, domain: string): Record<string, unknown> {
  const common = {
    emailaddress1: `person-${number}@${domain}`,
    address1_line1: `Invented Street ${number}`,
    address1_city: 'Delft',
  };
  if (table === 'account') return { ...common, name: `Invented Company ${number}` };
  const person = { ...common, firstname: 'Invented', lastname: `Person ${number}` };
  return table === 'lead' ? { ...person, companyname: `Invented Company ${number}` } : person;
}
