import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultJobTable } from '@spotler-connector/dataverse';
import { readJobTable } from './read-job-table.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function aFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'jobs-'));
  folders.push(folder);
  const file = join(folder, 'jobs.json');
  writeFileSync(file, text);
  return file;
}

describe('the table of Spotler Jobs', () => {
  it('is none when there are no jobs, and ours when no file is configured', () => {
    expect(readJobTable({ spotlerJobs: undefined })).toBeUndefined();
    expect(readJobTable({ spotlerJobs: { file: undefined } })).toEqual(defaultJobTable());
  });

  it('is read from the file that is configured', () => {
    const file = aFile(JSON.stringify({ ...defaultJobTable(), table: 'dh_spotlerjob' }));
    expect(readJobTable({ spotlerJobs: { file } })?.table).toBe('dh_spotlerjob');
  });

  it.each([
    ['a file that is not there', () => '/nowhere/jobs.json', 'SPOTLER_JOB_FILE names can not be read'],
    ['a file without JSON', () => aFile('jobs'), 'not JSON'],
    ['a file without columns', () => aFile('{}'), 'columns should be'],
  ])('says what is wrong with %s', (_title, file, words) => {
    expect(() => readJobTable({ spotlerJobs: { file: file() } })).toThrow(words);
  });
});
