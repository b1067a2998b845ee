import { Secret } from './secret.ts';
import { type TextDecoder, textDecoder } from './text-decoder.ts';

/** A connection string as the official client reads it: `Endpoint` and a key with its name, or a signature. */
export const connectionString: TextDecoder<Secret> = textDecoder(
  'a connection string: Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…',
  (text) => {
    const parts = partsOf(text);
    const endpoint = parts.get('Endpoint') ?? '';
    const key = isThere(parts, 'SharedAccessKeyName') && isThere(parts, 'SharedAccessKey');
    const signed = key || isThere(parts, 'SharedAccessSignature');
    return /^sb:\/\/[^\s/]+\/?$/.test(endpoint) && signed ? new Secret(text) : undefined;
  },
);

/** The queue or topic that a connection string is limited to. The client refuses to read any other. */
export function entityPathOf(text: string): string | undefined {
  return partsOf(text).get('EntityPath');
}

function partsOf(text: string): Map<string, string> {
  return new Map(
    text.split(';').map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name.trim(), value.join('=').trim()];
    }),
  );
}

function isThere(parts: ReadonlyMap<string, string>, name: string): boolean {
  return (parts.get(name) ?? '') !== '';
}
