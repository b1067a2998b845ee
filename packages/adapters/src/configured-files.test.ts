import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultFieldMapping, defaultJobTable } from '@spotler-connector/dataverse';
import { readFieldMapping, readJobTable } from './configured-files.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function aFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'configured-'));
  folders.push(folder);
  const file = join(folder, 'file.json');
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
    [
      'a file that is not there',
      () => '/nowhere/jobs.json',
      'SPOTLER_JOB_FILE names can not be read (ENOENT)',
    ],
    ['a file without JSON', () => aFile('jobs'), 'not JSON'],
    ['a file without columns', () => aFile('{}'), 'columns should be'],
  ])('says what is wrong with %s', (_title, file, words) => {
    expect(() => readJobTable({ spotlerJobs: { file: file() } })).toThrow(words);
  });
});

describe('the field mapping', () => {
  it('is the default one when no file is configured', () => {
    expect(readFieldMapping({ fieldMappingFile: undefined })).toEqual(defaultFieldMapping());
  });

  it('is read from the file that is configured', () => {
    const mapping = { ...defaultFieldMapping(), lead: [{ column: 'emailaddress1', property: 'email' }] };
    expect(readFieldMapping({ fieldMappingFile: aFile(JSON.stringify(mapping)) }).lead).toHaveLength(1);
  });

  it.each([
    ['a file that is not there', () => '/nowhere/mapping.json'],
    ['a file without JSON', () => aFile('email')],
  ])('says what is wrong with %s', (_title, file) => {
    expect(() => readFieldMapping({ fieldMappingFile: file() })).toThrow(/field mapping has a mistake/);
  });
});
