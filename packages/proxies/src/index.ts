export { type ProxyMistake, type ProxyReading, type ProxyRouting, readProxies } from './read-proxies.ts';
export { useProxies } from './use-proxies.ts';
