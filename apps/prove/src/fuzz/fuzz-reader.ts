import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { systemClock } from '@spotler-connector/clock';
import { mutateBody } from '@spotler-connector/dataverse/fuzz';
import type { Random } from '../random.ts';

/** Something that reads bytes which others wrote. */
export interface Reader {
  /** Name of the bytes that it reads. */
  readonly name: string;
  /** Right inputs, with the canary wherever a value is. They are mutated. */
  readonly seeds: readonly (string | Uint8Array)[];
  /** Reads an input. */
  readonly read: (input: Buffer) => unknown;
  /** Whether an error is one that the reader promises. Default: none is. */
  readonly isPromised?: ((error: unknown) => boolean) | undefined;
  /** The part of a result that people get to see. Default: nothing. */
  readonly report?: ((result: unknown) => string) | undefined;
}

/** Result of a reader's inputs. */
export interface FuzzedReader {
  readonly name: string;
  readonly inputs: number;
  /** Failures, each with the number of the input. */
  readonly failures: readonly string[];
  /** The longest time for one input, in milliseconds. */
  readonly slowestMs: number;
}

/** Stands in every seed; no report and no error may hold it. */
export const CANARY = 'kanarie-vogel@example.org';
/** An input that takes longer has found a hang. */
const MAX_MS = 2_000;
const MAX_WAIT_MS = 60_000;
/** Memory that a reader may keep over all its inputs. */
const MAX_GROWTH_BYTES = 32e6;
const WARM_UP = 0.2;

/** Has a reader read so many mutated inputs. */
export async function fuzzReader(
  { name, seeds, read, isPromised = () => false, report = () => '' }: Reader,
  inputs: number,
  random: Random,
): Promise<FuzzedReader> {
  const failures: string[] = [];
  let slowestMs = 0;
  let before = 0;
  for (let number = 0; number < inputs; number += 1) {
    if (number === Math.floor(inputs * WARM_UP)) before = retainedBytes();
    const seed = Buffer.from(seeds[number % seeds.length] ?? '');
    const input = number < seeds.length ? seed : mutateBody(seed, random.next);
    const [started, cpu] = [systemClock.monotonic(), process.cpuUsage()];
    const said = await saidOf(read, input, isPromised, report);
    // What others do on this machine is not the reader's fault.
    const took = process.cpuUsage(cpu).user / 1_000;
    slowestMs = Math.max(slowestMs, took);
    if (took > MAX_MS) failures.push(`${name} ${number}: took ${took.toFixed(0)} ms`);
    if (systemClock.monotonic() - started > MAX_WAIT_MS) failures.push(`${name} ${number}: took too long`);
    if (said.includes('kanarie')) failures.push(`${name} ${number}: a value is in a report`);
    if (said.startsWith(THROWN)) failures.push(`${name} ${number}: ${said}`);
  }
  const growth = retainedBytes() - before;
  if (growth > MAX_GROWTH_BYTES) failures.push(`${name}: ${(growth / 1e6).toFixed(0)} MB are kept`);
  return { name, inputs, failures, slowestMs };
}

const THROWN = 'thrown: ';

async function saidOf(
  read: Reader['read'],
  input: Buffer,
  isPromised: (error: unknown) => boolean,
  report: (result: unknown) => string,
): Promise<string> {
  try {
    return report(await read(input));
  } catch (error) {
    const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    return isPromised(error) ? text : `${THROWN}${text}`;
  }
}

/** Heap and buffers after a collection. */
function retainedBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
