/** Freezes a value and everything in it. */
export function frozen<Value extends object | undefined>(value: Value): Value {
  if (value === undefined) return value;
  for (const member of Object.values(value))
    if (typeof member === 'object' && member !== null) frozen(member);
  return Object.freeze(value);
}
