import { readFileSync } from 'node:fs';
import { decodeFile } from '../configuration-file/decode-file.ts';
import { type JobTable, jobTableCodec } from './job-table.ts';

const FILE = new URL('../../config/spotler-job.json', import.meta.url);

/** Reads the text of a Spotler Job configuration. @throws {ConfigurationFileError} with every mistake. */
export function parseJobTable(text: string): JobTable {
  return decodeFile(jobTableCodec, text, 'The Spotler Job configuration');
}

/** The table of `config/spotler-job.json`: what our own solution installs. */
export function defaultJobTable(): JobTable {
  return parseJobTable(readFileSync(FILE, 'utf8'));
}
