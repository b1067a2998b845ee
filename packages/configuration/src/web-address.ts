import { type TextDecoder, textDecoder } from './text-decoder.ts';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address is on this machine. */
export function isLocalAddress(address: string): boolean {
  return LOCAL_HOSTS.has(new URL(address).hostname);
}

/** An address without a path, such as `https://contoso.crm4.dynamics.com`. Given without a closing slash. */
export const webOrigin: TextDecoder<string> = textDecoder(
  'an https address without a path (http only for localhost)',
  (text) => {
    const url = parse(text);
    return url?.pathname === '/' ? url.origin : undefined;
  },
);

/** An address that may have a path. Given without a closing slash. */
export const webAddress: TextDecoder<string> = textDecoder(
  'an https address (http only for localhost)',
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
  const safe = url?.protocol === 'https:' || LOCAL_HOSTS.has(url?.hostname ?? '');
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
