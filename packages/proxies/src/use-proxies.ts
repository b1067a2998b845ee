import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { type ProxyRouting, readProxies } from './read-proxies.ts';

/** Everything that a library of ours would read by itself, and understand in a way of its own. */
const READ_BY_LIBRARIES = /^((https?|all|no)_proxy|node_use_env_proxy)$/i;

/** The part of a process that names proxies. */
interface Program {
  /** Its environment, which loses the variables that are about proxies. */
  readonly env: Record<string, string | undefined>;
}

/**
 * Sends every http and https request of this process through the proxy that its environment names. To be
 * called once, before the first request. A wrong variable changes nothing: reading the configuration says so.
 *
 * The libraries below us disagree: dynamics-web-api 2.5.0 knows no NO_PROXY and gives Dataverse the proxy's
 * name as host, Azure's clients send http through HTTPS_PROXY, got and OpenTelemetry know no proxy at all. So
 * the variables are taken out of the environment, and Node's agents, which all of them use, route instead.
 */
export function useProxies({ env: environment }: Program): void {
  const reading = readProxies(environment);
  if (reading.kind === 'invalid') return;
  for (const name of Object.keys(environment)) {
    if (READ_BY_LIBRARIES.test(name)) delete environment[name];
  }
  if (reading.routing !== undefined) routeAgents(reading.routing);
}

function routeAgents(routing: ProxyRouting): void {
  const proxyEnv = { ...routing };
  http.setGlobalProxyFromEnv(proxyEnv);
  class HttpAgent extends http.Agent {
    constructor(options?: http.AgentOptions) {
      super({ ...options, proxyEnv });
    }
  }
  class HttpsAgent extends https.Agent {
    constructor(options?: https.AgentOptions) {
      super({ ...options, proxyEnv });
    }
  }
  Object.assign(http, { Agent: HttpAgent });
  Object.assign(https, { Agent: HttpsAgent });
  // Whoever has imported the classes by name gets these too.
  syncBuiltinESMExports();
}
