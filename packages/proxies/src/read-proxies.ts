/** The way to each host, in the form that Node's agents take as `proxyEnv`. */
export interface ProxyRouting {
  /** The proxy for http addresses; `undefined` when they are asked directly. */
  readonly HTTP_PROXY: string | undefined;
  /** The proxy for https addresses; `undefined` when they are asked directly. */
  readonly HTTPS_PROXY: string | undefined;
  /** Hosts that are asked directly. */
  readonly NO_PROXY: string;
}

/** A variable whose value is not the address of a proxy. Its value can hold a password and is not kept. */
export interface ProxyMistake {
  /** The variable's name, as it is set. */
  readonly variable: string;
  /** The value that would be right, as a continuation of "expected". */
  readonly expected: string;
}

/** The routing that variables ask for; without one everything is asked directly. */
export type ProxyReading =
  | { readonly kind: 'valid'; readonly routing: ProxyRouting | undefined }
  | { readonly kind: 'invalid'; readonly mistakes: readonly ProxyMistake[] };

/**
 * Never reached through a proxy: this machine, the identity service of a cloud's machine (169.254.169.254),
 * and names that no real system can have (RFC 6761).
 */
const NEAR = [
  'localhost',
  '.localhost',
  '127.0.0.1-127.255.255.255',
  '::1',
  '[::1]',
  '169.254.0.0-169.254.255.255',
  '.test',
];

const EXPECTED = 'the address of an http or https proxy, such as http://proxy.contoso.com:3128';

/** Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. In lower case they count more, as with curl. Pure. */
export function readProxies(environment: Readonly<Record<string, string | undefined>>): ProxyReading {
  const http = readAddress(environment, 'HTTP_PROXY');
  const https = readAddress(environment, 'HTTPS_PROXY');
  const mistakes = [http, https].flatMap(({ mistake }) => mistake ?? []);
  if (mistakes.length > 0) return { kind: 'invalid', mistakes };
  if (http.address === undefined && https.address === undefined) return { kind: 'valid', routing: undefined };
  const hosts = (textOf(environment, 'NO_PROXY')?.text ?? '').split(/[\s,]+/).filter((host) => host !== '');
  return {
    kind: 'valid',
    routing: {
      HTTP_PROXY: http.address,
      HTTPS_PROXY: https.address,
      NO_PROXY: [...hosts.flatMap(withSubdomains), ...NEAR].join(','),
    },
  };
}

interface AddressReading {
  readonly address?: string | undefined;
  readonly mistake?: ProxyMistake | undefined;
}

function readAddress(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): AddressReading {
  const found = textOf(environment, name);
  if (found === undefined) return {};
  const { variable, text } = found;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.parse(address);
  const isProxy = url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '';
  return isProxy ? { address } : { mistake: { variable, expected: EXPECTED } };
}

function textOf(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): { variable: string; text: string } | undefined {
  for (const variable of [name.toLowerCase(), name]) {
    const text = environment[variable]?.trim() ?? '';
    if (text !== '') return { variable, text };
  }
  return undefined;
}

/** A name stands for its subdomains too, as with curl and Go; Node takes it for itself alone. */
function withSubdomains(host: string): string[] {
  const name = host.toLowerCase();
  const isName = /[a-z]/.test(name) && !/^[.*[]/.test(name) && !name.includes('::');
  return isName ? [name, `.${name}`] : [name];
}
