import { readFileSync } from 'node:fs';
import { systemClock } from '@spotler-connector/clock';
import { decodeChangeMessage } from '@spotler-connector/dataverse';

/** Cost of decoding a real message of 10 KB, in microseconds: the lower quartile over all blocks. */
export interface DecodeCost {
  /** Size of the body. */
  readonly bytes: number;
  /** `decodeChangeMessage`: bytes to record, checks included. */
  readonly decodeMicros: number;
  /** `JSON.parse` of the same body, already turned into text. */
  readonly parseMicros: number;
  /** The first divided by the second: the median over all pairs of blocks. */
  readonly ratio: number;
}

/** Size of the measurement. */
export interface DecodeBenchOptions {
  /** Blocks of each kind; they take turns, so that a slow phase hits both. Default 200. */
  readonly blocks?: number | undefined;
  /** Messages per block. Default 100. */
  readonly messagesPerBlock?: number | undefined;
}

const SAMPLE = new URL(
  '../../../packages/dataverse/samples/01-update-contact-async-docs.json',
  import.meta.url,
);
const TARGET_BYTES = 10 * 1024;

/** Measures the decoder beside a bare `JSON.parse` of the same real body, in one run. */
export function benchDecodeChangeMessage(options: DecodeBenchOptions = {}): DecodeCost {
  const { blocks = 200, messagesPerBlock = 100 } = options;
  const body = realBody();
  const text = new TextDecoder().decode(body);
  const contenders = { decode: () => decodeChangeMessage(body), parse: () => JSON.parse(text) };
  blockMicros(contenders.decode, 2000);
  blockMicros(contenders.parse, 2000);
  const decode: number[] = [];
  const parse: number[] = [];
  for (let block = 0; block < blocks; block += 1) {
    decode.push(blockMicros(contenders.decode, messagesPerBlock));
    parse.push(blockMicros(contenders.parse, messagesPerBlock));
  }
  const ratios = decode.map((micros, block) => micros / (parse[block] ?? Number.NaN));
  return {
    bytes: body.byteLength,
    decodeMicros: quantile(decode, 0.25),
    parseMicros: quantile(parse, 0.25),
    ratio: quantile(ratios, 0.5),
  };
}

/**
 * Microsoft's own example as Dataverse writes it, without indentation, with its shared variables up to 10 KB.
 */
function realBody(): Uint8Array {
  const context: { ParentContext: { SharedVariables: { value: unknown[] }[] } } = JSON.parse(
    readFileSync(SAMPLE, 'utf8'),
  );
  const variables = context.ParentContext.SharedVariables[0]?.value ?? [];
  const encode = () => new TextEncoder().encode(JSON.stringify(context).replaceAll('/', '\\/'));
  while (encode().byteLength < TARGET_BYTES) variables.push(variables[variables.length % 14]);
  return encode();
}

function blockMicros(work: () => unknown, times: number): number {
  const started = systemClock.monotonic();
  for (let left = times; left > 0; left -= 1) work();
  return ((systemClock.monotonic() - started) * 1000) / times;
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}
