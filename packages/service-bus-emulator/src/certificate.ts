import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import forge from 'node-forge';
import { systemClock } from './clock.ts';

/** A certificate and its private key, both as PEM. */
export interface Certificate {
  /** The certificate, or a chain. */
  readonly cert: string;
  /** Its private key, not encrypted. */
  readonly key: string;
}

const DAY = 86_400_000;
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/** Makes a certificate for this machine that signs itself. Clients that are to trust it must be given it. */
export function makeCertificate(names: readonly string[] = []): Certificate {
  // Node makes the key in native code, a hundred times faster than JavaScript does.
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(systemClock.now() - DAY);
  certificate.validity.notAfter = new Date(systemClock.now() + 365 * DAY);
  const subject = [{ name: 'commonName', value: 'localhost' }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  const all = new Set(['localhost', '127.0.0.1', '::1', hostname(), ...names]);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'keyUsage', digitalSignature: true, keyCertSign: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: [...all].map((name) =>
        isIP(name) === 0 ? { type: DNS_NAME, value: name } : { type: IP_ADDRESS, ip: name },
      ),
    },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(keys.privateKey), forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(certificate), key: keys.privateKey };
}
