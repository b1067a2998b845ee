import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** Signs what one writer stores. Its key is nowhere but in memory, and ends with the writer. */
export interface Sealer {
  /** Ed25519's public key: 32 bytes in base64url. */
  readonly publicKey: string;
  /** The signature of a hash: 64 bytes in base64url. */
  seal(hash: string): string;
}

/** Makes a key, and what signs with it. */
export function createSealer(): Sealer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    seal: (hash) => sign(null, Buffer.from(hash, 'hex'), privateKey).toString('base64url'),
  };
}

/** Reads a public key; undefined for a text that is none. */
export function readPublicKey(x: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** Whether a signature of a hash was made with this key's other half. */
export function isSealedBy(key: KeyObject, hash: string, seal: string): boolean {
  return verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(seal, 'base64url'));
}
