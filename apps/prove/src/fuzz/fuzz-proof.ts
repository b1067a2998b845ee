import type { Finding, ProofOptions } from '../proof.ts';
import { createRandom } from '../random.ts';
import { dataverseReader, spotlerReader } from './answer-readers.ts';
import { startAnswerServer } from './answer-server.ts';
import { fileReaders } from './file-readers.ts';
import { type FuzzedReader, fuzzReader, type Reader } from './fuzz-reader.ts';
import { ledgerReader } from './ledger-reader.ts';
import { startOperatorFileReader } from './operator-file-reader.ts';

/** Inputs in all. */
const INPUTS = 1_000_000;
const SHORT_INPUTS = 6_000;
/** The share of each reader that goes over a socket, into a process or through a signature: they are slow. */
const SLOW_SHARE = 0.02;

/**
 * Has everything that reads foreign bytes read mutated ones. Holds when nothing is thrown that is not
 * promised, no input takes long, no value gets into a report, and no memory is kept.
 */
export async function fuzz({ short, seed, say }: ProofOptions): Promise<Finding> {
  const server = await startAnswerServer();
  const files = startOperatorFileReader();
  try {
    const slow = [dataverseReader(server), spotlerReader(server), files.reader, await ledgerReader()];
    const fast = fileReaders();
    const total = short ? SHORT_INPUTS : INPUTS;
    const each = Math.ceil((total * (1 - SLOW_SHARE * slow.length)) / fast.length);
    const results: FuzzedReader[] = [];
    const run = async (reader: Reader, inputs: number) => {
      const result = await fuzzReader(reader, inputs, createRandom(seed));
      say(`${result.name}: ${inputs} inputs, slowest ${result.slowestMs.toFixed(0)} ms`);
      for (const failure of result.failures.slice(0, 5)) say(failure);
      results.push(result);
    };
    for (const reader of slow) await run(reader, total * SLOW_SHARE);
    for (const reader of fast) await run(reader, each);
    const inputs = results.reduce((sum, result) => sum + result.inputs, 0);
    const failures = results.flatMap((result) => result.failures);
    return {
      holds: failures.length === 0,
      seen:
        `${inputs} inputs for ${results.length} readers, ${failures.length} failures, ` +
        `slowest ${Math.max(...results.map(({ slowestMs }) => slowestMs)).toFixed(0)} ms`,
    };
  } finally {
    server.close();
    files.close();
  }
}
