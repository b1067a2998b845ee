import { describe, expect, it } from '@jest/globals';
import { createPageFiles } from './page-files.ts';

describe('the files of the page', () => {
  it('are the page, its style, and one script that imports nothing', async () => {
    const files = createPageFiles();
    expect((await files.at('/'))?.text).toContain('<script type="module" src="/main.js">');
    expect((await files.at('/style.css'))?.type).toContain('text/css');
    const script = (await files.at('/main.js'))?.text ?? '';
    expect(script).not.toMatch(/^\s*import\s/m);
    expect(script.length).toBeLessThan(100_000);
    expect(await files.at('/main.ts')).toBeUndefined();
  });
});
