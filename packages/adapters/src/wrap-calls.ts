/** Does something around one call of `method`, which `call` makes. */
export type AroundCall = <Answer>(call: () => Promise<Answer>, method: string) => Promise<Answer>;

/**
 * Returns the same object with `around` around every call of every method, those included that are added one
 * day. All of its methods must be asynchronous.
 */
export function wrapCalls<Wrapped extends object>(wrapped: Wrapped, around: AroundCall): Wrapped {
  return new Proxy(wrapped, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || typeof name !== 'string') return member;
      return (...given: unknown[]) => around(async () => Reflect.apply(member, target, given), name);
    },
  });
}
