/** A JSON object as JSON.parse gives it. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The member called `name`, in whatever case: other products that borrow Dataverse's contract spell it in
 * camel case. Looks at own members only.
 */
export function member(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const wanted = name.toLowerCase();
  for (const key of Object.keys(object)) {
    if (key.length === name.length && key.toLowerCase() === wanted) return object[key];
  }
  return undefined;
}

/**
 * Looks a key up in one of Dataverse's collections, which are arrays of `{ key, value }`. Tools that write
 * the contract anew make plain objects of them.
 */
export function entry(collection: unknown, key: string): unknown {
  const items = unwrapped(collection);
  if (isJsonObject(items)) return member(items, key);
  if (!Array.isArray(items)) return undefined;
  const wanted = key.toLowerCase();
  for (const item of items) {
    if (!isJsonObject(item)) continue;
    const name = member(item, 'key');
    if (typeof name === 'string' && name.toLowerCase() === wanted) return member(item, 'value');
  }
  return undefined;
}

/** Some serializers write `{ "__type": "Guid:#System", "__value": … }` for a bare value. */
export function unwrapped(value: unknown): unknown {
  return isJsonObject(value) && Object.hasOwn(value, '__value') ? value['__value'] : value;
}
