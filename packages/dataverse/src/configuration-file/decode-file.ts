import { isLeft } from 'fp-ts/lib/Either.js';
import type { Type } from 'io-ts';
import { ConfigurationFileError } from './configuration-file-error.ts';
import { describeMistakes } from './describe-mistakes.ts';

/** Decodes a JSON file's text. `subject` begins the error's message. @throws {ConfigurationFileError} */
export function decodeFile<A>(codec: Type<A, unknown>, text: string, subject: string): A {
  const decoded = codec.decode(parse(text, subject));
  if (isLeft(decoded)) throw new ConfigurationFileError(subject, describeMistakes(decoded.left));
  return decoded.right;
}

function parse(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigurationFileError(subject, ['the file is not JSON']);
  }
}
