import { Secret } from './secret.ts';
import { type TextDecoder, textDecoder } from './text-decoder.ts';

const PAIR = /^[\w!#$%&'*+.^`|~-]+=[^,;\s]*$/;

/** Headers as OpenTelemetry writes them: pairs with commas between them, values percent-encoded. */
export const headerList: TextDecoder<Secret> = textDecoder(
  'a list such as api-key=…,tenant=… with percent-encoded values',
  (text) => {
    const pairs = text.split(',').map((pair) => pair.trim());
    return pairs.every((pair) => PAIR.test(pair) && canBeDecoded(pair)) ? new Secret(text) : undefined;
  },
);

function canBeDecoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
