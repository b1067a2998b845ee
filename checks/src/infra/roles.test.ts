import { describe, expect, it } from '@jest/globals';
import { propertyOf } from './bicep-file.ts';
import { bicepFiles } from './bicep-files.ts';
import { ROLES } from './role-names.ts';

describe('the roles', () => {
  it('have the ids that Azure gives them', () => {
    const ids = bicepFiles.flatMap(({ declarations }) =>
      declarations.flatMap(({ kind, name, value }) => {
        const id =
          kind === 'variable' ? /^'([\da-f]{8}-[\da-f-]{27})'$/.exec(value?.text ?? '')?.[1] : undefined;
        return id === undefined ? [] : [[name, id]];
      }),
    );
    expect(ids.filter(([name = '', id]) => ROLES[name]?.[1] !== id)).toEqual([]);
    expect(new Set(ids.map(([name]) => name))).toEqual(new Set(Object.keys(ROLES)));
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
