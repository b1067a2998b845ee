import type { MessageContent, PropertyValue, SystemProperty } from './message.ts';
import { syntaxError } from './sql-tokens.ts';

/** A property of a message, as SQL names it. */
export type SqlProperty = { readonly system: SystemProperty } | { readonly application: string };

/** System properties as SQL calls them, in lower case. */
const SYSTEM: ReadonlyMap<string, SystemProperty> = new Map([
  ['contenttype', 'contentType'],
  ['correlationid', 'correlationId'],
  ['label', 'subject'],
  ['messageid', 'messageId'],
  ['replyto', 'replyTo'],
  ['replytosessionid', 'replyToSessionId'],
  ['sessionid', 'sessionId'],
  ['subject', 'subject'],
  ['to', 'to'],
]);

/** The property behind `sys.` or `user.`; refused when there is none. */
export function qualifiedProperty(scope: string, name: string): SqlProperty {
  if (scope.toLowerCase() === 'user') return { application: name };
  const system = scope.toLowerCase() === 'sys' ? SYSTEM.get(name.toLowerCase()) : undefined;
  if (system === undefined) throw syntaxError(`there is no property ${scope}.${name}`);
  return { system };
}

/** The property that a text names, with or without a scope; undefined when there is none. */
export function propertyNamed(text: string): SqlProperty | undefined {
  const [, scope, name = ''] = /^(sys|user)\.(.+)$/iu.exec(text) ?? [];
  if (scope === undefined) return { application: text };
  if (scope.toLowerCase() === 'user') return { application: name };
  const system = SYSTEM.get(name.toLowerCase());
  return system && { system };
}

/** The value of a property. The names of application properties are compared without case. */
export function propertyValue(property: SqlProperty, content: MessageContent): PropertyValue {
  return 'system' in property
    ? content.systemProperty(property.system)
    : content.applicationProperty(property.application, true);
}
