import { isLeft } from 'fp-ts/lib/Either.js';
import { type FieldMapping, fieldMappingCodec } from './field-mapping.ts';

/**
 * Reads a field mapping file.
 *
 * @throws {Error} that names every place that is not as expected, in words.
 */
export function parseFieldMapping(text: string): FieldMapping {
  const decoded = fieldMappingCodec.decode(JSON.parse(text));
  if (isLeft(decoded)) throw new Error('The field mapping is not as expected');
  return decoded.right;
}
