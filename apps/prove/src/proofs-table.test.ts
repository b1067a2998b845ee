import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { rewriteTable, tableRows } from '@spotler-connector/measured-tables';
import { PROOFS } from './proofs.ts';
import { proofOf, proofsTable } from './proofs-table.ts';

const PAGE = readFileSync(new URL('../../../docs/proofs.md', import.meta.url), 'utf8');
const NOTHING = { seed: 1, observed: new Map() };

describe('the table of proofs', () => {
  it('on its page is the one that the command writes', () => {
    expect(rewriteTable(PAGE, proofsTable(PROOFS, NOTHING))).toBe(PAGE);
  });

  it('takes the figures of a run, with the command that repeats it, and keeps the others', () => {
    const observed = new Map([['flood', '3 messages']]);
    const page = rewriteTable(PAGE, proofsTable(PROOFS, { seed: 7, observed }));
    expect(tableRows(page).get('`flood`')?.slice(2, 4)).toEqual(['3 messages', '`prove flood --seed 7`']);
    expect(tableRows(page).get('`races`')).toEqual(tableRows(PAGE).get('`races`'));
  });

  it('has every control beside its proof, and a control for every proof', () => {
    const controls = PROOFS.filter(({ isControl }) => isControl);
    const parents = new Set(controls.map((control) => proofOf(control, PROOFS)?.name));
    expect(parents).not.toContain(undefined);
    const others = PROOFS.filter(({ isControl, controlledBy }) => !isControl && controlledBy === undefined);
    expect(others.filter(({ name }) => !parents.has(name))).toEqual([]);
  });
});
