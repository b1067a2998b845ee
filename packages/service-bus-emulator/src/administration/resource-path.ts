/** The thing that the path of a request names. */
export type Resource =
  | { readonly kind: 'namespace' }
  | { readonly kind: 'entities'; readonly of: 'queues' | 'topics' }
  | { readonly kind: 'subscriptions'; readonly topic: string }
  | { readonly kind: 'rules'; readonly subscription: string }
  | { readonly kind: 'rule'; readonly subscription: string; readonly rule: string }
  | { readonly kind: 'entity'; readonly path: string };

/** Reads a path, whatever the case of its fixed parts; undefined when it names nothing. */
export function readResourcePath(pathname: string): Resource | undefined {
  const path = decoded(pathname)?.replace(/^\/+|\/+$/g, '');
  if (path === undefined || path === '') return undefined;
  if (/^\$namespaceinfo$/i.test(path)) return { kind: 'namespace' };
  const list = /^\$Resources\/(queues|topics)$/i.exec(path)?.[1]?.toLowerCase();
  if (list === 'queues' || list === 'topics') return { kind: 'entities', of: list };
  const rule = /^(.+\/Subscriptions\/[^/]+)\/Rules(?:\/([^/]+))?$/i.exec(path);
  if (rule !== null) {
    const [, subscription = '', name] = rule;
    return name === undefined ? { kind: 'rules', subscription } : { kind: 'rule', subscription, rule: name };
  }
  const topic = /^(.+)\/Subscriptions$/i.exec(path)?.[1];
  if (topic !== undefined) return { kind: 'subscriptions', topic };
  return path.startsWith('$') ? undefined : { kind: 'entity', path };
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
