import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readLines } from './read-lines.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function collected(path: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(path)) lines.push(line);
  return lines;
}

function linesOf(text: string): Promise<string[]> {
  const path = join(folder, 'file');
  writeFileSync(path, text);
  return collected(path);
}

describe('readLines', () => {
  it.each([
    ['', []],
    ['a\nb\n', ['a', 'b']],
    ['a\r\n\r\nb', ['a', '', 'b']],
    ['\uFEFFa\n\uFEFFb', ['a', '\uFEFFb']],
  ])('reads %j', async (text, lines) => {
    expect(await linesOf(text)).toEqual(lines);
  });

  it('keeps lines whole that are longer than what is read at once, umlauts included', async () => {
    const long = 'ä'.repeat(200_001);
    expect(await linesOf(`${long}\n${long}`)).toEqual([long, long]);
  });

  it('says when there is nothing to read', async () => {
    await expect(collected(join(folder, 'none'))).rejects.toThrow("can't be read (ENOENT)");
    await expect(collected(folder)).rejects.toThrow("can't be read (EISDIR)");
  });
});
