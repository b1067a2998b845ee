import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { SCENARIO } from './scenario.ts';

const steps = SCENARIO.flatMap((act) => act.steps);

describe('the scenario', () => {
  it('lets every rule decide, on every table to which it applies', () => {
    const decided = new Set(steps.map(({ table, rule }) => `${table} ${rule}`));
    for (const table of ['contact', 'lead', 'account']) {
      for (const rule of [
        'deleted',
        'no-valid-email',
        'do-not-email',
        'inactive-kept',
        'refuses-bulk-email',
        'eligible',
      ]) {
        expect(decided).toContain(`${table} ${rule}`);
      }
    }
    expect(decided).toContain('contact inactive');
    expect(decided).toContain('lead inactive');
  });

  it('orders an anonymization on every table, and lets the ordered one come back', () => {
    const ordered = steps.filter(({ event }) => event === 'ordered').map(({ table }) => table);
    expect(new Set(ordered)).toEqual(new Set(['contact', 'lead', 'account']));
    const rules = steps.filter(({ person }) => person === 'contact ordered').map(({ rule }) => rule);
    expect(rules).toEqual(['explicit', 'explicit', 'explicit', 'eligible']);
  });

  it('has as many records as the README shows', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const records = new Set(steps.map(({ person }) => person)).size;
    expect(readme).toContain(`Spotler agrees with the policy for ${records} of ${records} records.`);
  });

  it('has an eligible control, and somebody who comes back after an anonymization', () => {
    const byPerson = Map.groupBy(steps, ({ person }) => person);
    expect(byPerson.get('contact control')?.every(({ rule }) => rule === 'eligible')).toBe(true);
    const returned = [...byPerson.values()].filter(
      ([first, second]) => first?.rule === 'do-not-email' && second?.rule === 'eligible',
    );
    expect(returned).toHaveLength(1);
  });
});
