import { badRequest } from '../odata-error.ts';

/** The object that a body is. @throws the answer 400 when it is none. */
export function parseBody(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {}
  throw badRequest('Error identified in Payload provided by the user');
}
