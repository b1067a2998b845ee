/** Texts that are certainly a code of Azure's or of Node's, and so contain no address and no path. */
const CODE = /^[A-Za-z][A-Za-z0-9_]{1,59}$/;

/** The code of an error, such as `ENOENT` or `BlobNotFound`; undefined for one without. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && CODE.test(error.code) ? error.code : undefined;
}
