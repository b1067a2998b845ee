import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataverseSimulator } from '../dataverse-simulator.ts';
import { startDataverseSimulator } from '../start-dataverse-simulator.ts';

let simulator: DataverseSimulator;
beforeEach(async () => {
  simulator = await startDataverseSimulator();
});
afterEach(() => simulator.close());

describe('a request whose body is no object', () => {
  const ROW = 'contacts(01b5eeb5-455e-ee11-be6f-000d3a1aaa29)';

  it.each([
    ['POST', 'contacts'],
    ['PATCH', ROW],
    ['PUT', `${ROW}/lastname`],
    ['POST', 'Merge'],
    ['POST', 'EntityDefinitions'],
    ['POST', "EntityDefinitions(LogicalName='contact')/Attributes"],
    ['POST', 'RelationshipDefinitions'],
    ['POST', 'CreateCustomerRelationships'],
    ['POST', 'roles(:role)/Microsoft.Dynamics.CRM.AddPrivilegesRole'],
  ])('is answered with 400: %s %s', async (method, path) => {
    const role = await simulator.create('role', { name: 'Spotler Job User' });
    const url = `${simulator.url}/api/data/v9.2/${path.replace(':role', role)}`;
    for (const body of ['{', '[]', '7', '']) {
      expect([body, (await fetch(url, { method, body })).status]).toEqual([body, 400]);
    }
  });
});
