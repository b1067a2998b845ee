import { describe, expect, it } from '@jest/globals';
import { rewriteTable } from './rewrite-table.ts';

const PAGE = `# Proofs

<!-- measured: prove -->
| proof | measured |
| --- | --- |
| \`races\` | 0 wrong |
| \`gone\` | 1 \\| 2 |
<!-- end -->

<!-- measured: bench -->
<!-- end -->
`;

describe('a measured table', () => {
  it('keeps what was not measured again, and nothing but its rows changes', () => {
    const page = rewriteTable(PAGE, {
      name: 'prove',
      columns: ['proof', 'measured'],
      rows: (previous) => [
        previous.get('`races`') ?? ['lost'],
        ['`kills`', 'a | b'],
        ['`old`', String(previous.get('`gone`')?.[1])],
      ],
    });
    expect(page).toBe(PAGE.replace('| `gone` | 1 \\| 2 |', '| `kills` | a \\| b |\n| `old` | 1 \\| 2 |'));
  });

  it('can be empty at first', () => {
    const page = rewriteTable(PAGE, { name: 'bench', columns: ['what'], rows: () => [['a call']] });
    expect(page).toContain('<!-- measured: bench -->\n| what |\n| --- |\n| a call |\n<!-- end -->');
  });

  it('must be marked', () => {
    const table = { name: 'cost', columns: [], rows: () => [] };
    expect(() => rewriteTable(PAGE, table)).toThrow('no table marked "measured: cost"');
    const open = '<!-- measured: cost -->\n';
    expect(() => rewriteTable(open, table)).toThrow('no table marked');
  });
});
