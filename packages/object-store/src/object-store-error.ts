/**
 * - `authentication`: the store refuses us; nothing works until somebody mends it.
 * - `unavailable`: it is busy or away; trying again later helps.
 * - `protocol`: an answer that makes no sense, or a name that no object can have; somebody must look.
 */
export type ObjectStoreErrorKind = 'authentication' | 'unavailable' | 'protocol';

/** The only error of a store's calls. Its text names no object and no address. */
export class ObjectStoreError extends Error {
  override readonly name = 'ObjectStoreError';
  /** The way to deal with it. */
  readonly kind: ObjectStoreErrorKind;
  /** HTTP status, when an answer came. */
  readonly status: number | undefined;
  /** The system's own code, such as `ENOSPC` or `AuthorizationFailure`. */
  readonly code: string | undefined;

  constructor({
    kind,
    status,
    code,
  }: {
    readonly kind: ObjectStoreErrorKind;
    readonly status?: number | undefined;
    readonly code?: string | undefined;
  }) {
    const details = [status, code].filter((detail) => detail !== undefined).join(', ');
    super(`The object store: ${kind}${details === '' ? '' : ` (${details})`}`);
    this.kind = kind;
    this.status = status;
    this.code = code;
  }
}
