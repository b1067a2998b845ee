import { describe, expect, it } from '@jest/globals';
import { read } from '../workspace.ts';
import { propertyOf } from './bicep-file.ts';
import { bicepFiles } from './bicep-files.ts';

/**
 * The names of built-in roles, by the variable that holds their id.
 * learn.microsoft.com/azure/role-based-access-control
 */
const ROLES: Record<string, [name: string, id: string]> = {
  dataOwner: ['Azure Service Bus Data Owner', '090c5cfd-751d-490a-894a-3ce6f1109419'],
  dataReceiver: ['Azure Service Bus Data Receiver', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'],
  dataSender: ['Azure Service Bus Data Sender', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'],
  secretsUser: ['Key Vault Secrets User', '4633458b-17de-408a-b874-0445c86b69e6'],
  acrPull: ['AcrPull', '7f951dda-4ed3-4680-a7ca-43fe172d538d'],
};
const WHO: Record<string, string> = {
  workerPrincipalId: 'the worker',
  scalerPrincipalId: 'the scaler',
  operatorsGroupId: 'the operators',
};

const assignments = bicepFiles.flatMap(({ declarations }) =>
  declarations
    .filter(({ target }) => target?.startsWith('Microsoft.Authorization/roleAssignments@'))
    .map((assignment) => {
      const role =
        /, (\w+)\)$/.exec(propertyOf(assignment, 'properties.roleDefinitionId')?.text ?? '')?.[1] ?? '';
      const principal = propertyOf(assignment, 'properties.principalId')?.text ?? '';
      const id = declarations.find(({ name }) => name === role)?.value?.text.slice(1, -1);
      return { role, id, who: WHO[principal], on: propertyOf(assignment, 'scope')?.text, assignment };
    }),
);

describe('the roles', () => {
  it('are those that the page names, and no others', () => {
    const [, table = ''] = /## Who may do what\n(.*?)\n## /s.exec(read('docs/deploy-azure.md')) ?? [];
    const rows = [...table.matchAll(/^\| (the [^|]+) \| ([^|]+) \| the ([^|]+) \|$/gm)];
    const given = assignments.map(({ who, role, on }) => `${who}: ${ROLES[role]?.[0]} on ${on}`);
    expect(rows.map(([, who, role, on]) => `${who}: ${role} on ${on}`).sort()).toEqual(given.sort());
    expect(given.length).toBeGreaterThan(5);
  });

  it('have the ids that Azure gives them', () => {
    for (const { role, id } of assignments) expect([role, id]).toEqual([role, ROLES[role]?.[1]]);
  });

  it('are named for what they join, so that a second deployment finds them', () => {
    for (const { role, on, assignment } of assignments) {
      const principal = propertyOf(assignment, 'properties.principalId')?.text;
      expect(propertyOf(assignment, 'name')?.text).toBe(`guid(${on}.id, ${principal}, ${role})`);
    }
  });
});

describe('keys', () => {
  it('there is one that is made here, and it can only send into the queue', () => {
    const rules = bicepFiles.flatMap(({ declarations }) =>
      declarations.filter(({ target }) => /authorizationRules@/i.test(target ?? '')),
    );
    expect(rules.map(({ name, target }) => [name, target?.split('@')[0]])).toEqual([
      ['dataverseRule', 'Microsoft.ServiceBus/namespaces/queues/authorizationRules'],
    ]);
    const [rule] = rules;
    expect(rule && propertyOf(rule, 'properties.rights')?.text).toBe("['Send']");
  });
});
