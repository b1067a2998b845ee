import { type TextDecoder, textDecoder } from './text-decoder.ts';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether an address is that of a stand-in: on this machine, or under `.test`. No real system can have a name
 * that ends so (RFC 6761), and the containers of docker-compose.yml do.
 */
export function isLocalAddress(address: string): boolean {
  return isLocalHost(new URL(address).hostname);
}

/**
 * Whether a host can only be near: this machine, a name under `.test`, a container beside us (a name without
 * a dot), or the machine that a container runs on.
 */
export function isNearbyHost(name: string): boolean {
  return isLocalHost(name) || name === 'host.docker.internal' || /^[a-z][a-z0-9-]*$/i.test(name);
}

function isLocalHost(name: string): boolean {
  return LOCAL_HOSTS.has(name) || name.endsWith('.test');
}

/** An address without a path, such as `https://contoso.crm4.dynamics.com`. Given without a closing slash. */
export const webOrigin: TextDecoder<string> = textDecoder(
  'an https address without a path (http only for localhost and names in .test)',
  (text) => {
    const url = parse(text);
    return url?.pathname === '/' ? url.origin : undefined;
  },
);

/** An address that may have a path. Given without a closing slash. */
export const webAddress: TextDecoder<string> = textDecoder(
  'an https address (http only for localhost and names in .test)',
  (text) => parse(text)?.href.replace(/\/+$/, ''),
);

/**
 * An address that may have a path, with or without TLS: collectors stand beside the worker, and what they are
 * sent is nobody's secret. Given without a closing slash.
 */
export const collectorAddress: TextDecoder<string> = textDecoder('an http or https address', (text) =>
  parseAnyHost(text)?.href.replace(/\/+$/, ''),
);

function parse(text: string): URL | undefined {
  const url = parseAnyHost(text);
  const safe = url?.protocol === 'https:' || isLocalHost(url?.hostname ?? '');
  return safe ? url : undefined;
}

function parseAnyHost(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== '' ||
    url.password !== ''
  ) {
    return undefined;
  }
  return /^https?:$/.test(url.protocol) ? url : undefined;
}
