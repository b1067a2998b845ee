/** A uuid as 16 bytes in the order of RFC 4122, as `$management` uses it. */
export function uuidToBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

export function bytesToUuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * A uuid as 16 bytes in the order of .NET, as delivery tags use it: the first three groups are turned round.
 */
export function uuidToTag(uuid: string): Buffer {
  const bytes = uuidToBytes(uuid);
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
