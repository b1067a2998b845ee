import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultFieldMapping } from '@spotler-connector/dataverse';
import { readFieldMapping } from './read-field-mapping.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function aFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mapping-'));
  folders.push(folder);
  const file = join(folder, 'mapping.json');
  writeFileSync(file, text);
  return file;
}

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
