import type { ServiceBusMessage } from '@azure/service-bus';
import rhea from 'rhea';

/** Application properties, as the client library takes them. */
export type SendableProperties = NonNullable<ServiceBusMessage['applicationProperties']>;

const UUID_BYTES = 16;

/**
 * Application properties that were received, so that they are sent with the types that they had. The client
 * library hands a Guid over as 16 bytes, and would send them as bytes. A Guid is what .NET's clients send, so
 * 16 bytes become one. Pure.
 */
export function sendableProperties(received: Readonly<Record<string, unknown>>): SendableProperties {
  const sendable: Record<string, unknown> = Object.fromEntries(
    Object.entries(received).map(([name, value]) => [name, sendableValue(value)]),
  );
  return isSendable(sendable) ? sendable : {};
}

function sendableValue(value: unknown): unknown {
  const isUuid = value instanceof Uint8Array && value.byteLength === UUID_BYTES;
  return isUuid ? { toRheaTyped: () => rhea.types.wrap_uuid(value) } : value;
}

/** The library's own type does not know what the library can encode besides. */
function isSendable(properties: Readonly<Record<string, unknown>>): properties is SendableProperties {
  return Object.values(properties).every((value) => typeof value !== 'function');
}
