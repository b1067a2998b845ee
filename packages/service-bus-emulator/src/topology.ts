import { isLeft } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { type Topology, TopologyCodec } from './topology-codec.ts';
import { mistakesOf } from './topology-mistakes.ts';

/** Where in the file an error is: names and indexes. */
function pathOf(error: t.ValidationError): string {
  return error.context
    .filter(({ key }) => key !== '')
    .filter((_, index, all) => !(all[index - 1]?.type instanceof t.UnionType))
    .map(({ key }) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

/**
 * Reads a parsed `config.json`. Throws a TypeError that names the path of everything wrong in it, and what is
 * expected there; values are not repeated.
 */
export function readTopology(json: unknown): Topology {
  const decoded = TopologyCodec.decode(json);
  const lines = isLeft(decoded)
    ? decoded.left.map((error) => {
        const expected = error.context.at(-1)?.type.name ?? 'something else';
        return `${pathOf(error) || 'the document'}: expected ${expected}`;
      })
    : mistakesOf(decoded.right);
  if (!isLeft(decoded) && lines.length === 0) return decoded.right;
  throw new TypeError(`The topology is not valid:\n  ${[...new Set(lines)].join('\n  ')}`);
}
