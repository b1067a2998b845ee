import { Secret } from './secret.ts';
import { type TextDecoder, textDecoder } from './text-decoder.ts';
import { isNearbyHost } from './web-address.ts';

/**
 * A connection string as the official client reads it: `Endpoint`, and a key with its name or a signature.
 * With `UseDevelopmentEmulator=true` the client uses no TLS, so that is for this machine alone.
 */
export const connectionString: TextDecoder<Secret> = textDecoder(
  'a connection string: Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=… (UseDevelopmentEmulator=true only for localhost)',
  (text) => {
    const parts = partsOf(text);
    const endpoint = parts.get('Endpoint') ?? '';
    const key = isThere(parts, 'SharedAccessKeyName') && isThere(parts, 'SharedAccessKey');
    const signed = key || isThere(parts, 'SharedAccessSignature');
    const isAddress = /^sb:\/\/[^\s/]+\/?$/.test(endpoint);
    return isAddress && signed && isProtected(parts, endpoint) ? new Secret(text) : undefined;
  },
);

/** A connection string with a key, which is what Dataverse keeps; a signature would run out. */
export const keyedConnectionString: TextDecoder<Secret> = textDecoder(
  'a connection string with a key: Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…',
  (text) => {
    const { address, keyName, key } = sendingKeyOf(text);
    const isThereAll = address !== null && keyName !== '' && key !== '';
    return isThereAll && isProtected(partsOf(text), address) ? new Secret(text) : undefined;
  },
);

/** The parts of a connection string. */
export interface SendingKey {
  /** The namespace, such as `sb://contoso.servicebus.windows.net/`; null when there is none. */
  readonly address: string | null;
  /** The `SharedAccessKeyName`. */
  readonly keyName: string;
  /** The `SharedAccessKey`: a secret. */
  readonly key: string;
  /** The queue or topic that the key is limited to. */
  readonly entityPath: string | undefined;
  /** Whether it is for an emulator, whose keys open everything anyway. */
  readonly isEmulator: boolean;
}

/** Takes a connection string apart. Keep what it gives where nobody prints it. */
export function sendingKeyOf(text: string): SendingKey {
  const parts = partsOf(text);
  const endpoint = /^sb:\/\/([^\s/]+)\/?$/.exec(parts.get('Endpoint') ?? '')?.[1];
  return {
    address: endpoint === undefined ? null : `sb://${endpoint}/`,
    keyName: parts.get('SharedAccessKeyName') ?? '',
    key: parts.get('SharedAccessKey') ?? '',
    entityPath: parts.get('EntityPath'),
    isEmulator: parts.get('UseDevelopmentEmulator') === 'true',
  };
}

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

/** The client takes the flag in any case, and speaks without TLS then. */
function isProtected(parts: ReadonlyMap<string, string>, endpoint: string): boolean {
  const flag = [...parts].find(([name]) => name.toLowerCase() === 'usedevelopmentemulator')?.[1] ?? '';
  if (flag.toLowerCase() !== 'true') return true;
  return URL.canParse(endpoint) && isNearbyHost(new URL(endpoint).hostname);
}

function isThere(parts: ReadonlyMap<string, string>, name: string): boolean {
  return (parts.get(name) ?? '') !== '';
}
