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

function parse(text: string): URL | undefined {
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
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL_HOSTS.has(url.hostname));
  return safe ? url : undefined;
}
