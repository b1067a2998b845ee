import { type Composite, composite, type FrameFields } from './composite.ts';
import { SASL } from './performatives.ts';

/** A name and a password, as PLAIN gives them. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** The next step of the server side of SASL. */
export interface SaslStep {
  readonly reply: Composite;
  /**
   * True when the layer is done and AMQP begins, false when the peer was refused, undefined while it goes on.
   */
  readonly isAuthenticated?: boolean | undefined;
}

/** Codes of the outcome. */
const OUTCOME = { ok: 0, auth: 1, sys: 2 } as const;

/** MSSBCBS is what the .NET client asks for; like ANONYMOUS it says that tokens come later, over `$cbs`. */
const WITHOUT_CREDENTIALS = ['MSSBCBS', 'ANONYMOUS', 'EXTERNAL'];
const PLAIN = 'PLAIN';

/** The mechanisms we offer. */
export function saslMechanisms(): Composite {
  return composite(SASL.mechanisms, { sasl_server_mechanisms: [...WITHOUT_CREDENTIALS, PLAIN] });
}

/** Creates the server side of one SASL exchange; `check` tells whether credentials are good. */
export function createSaslServer(check: (credentials: Credentials) => boolean): {
  readonly step: (name: string | undefined, fields: FrameFields) => SaslStep;
} {
  let isChallenged = false;
  const plain = (response: unknown): SaslStep => {
    const credentials = Buffer.isBuffer(response) ? readPlain(response) : undefined;
    const isGood = credentials !== undefined && check(credentials);
    return { reply: outcome(isGood ? OUTCOME.ok : OUTCOME.auth), isAuthenticated: isGood };
  };
  return {
    step: (name, fields) => {
      if (name === 'sasl-response' && isChallenged) return plain(fields['response']);
      const mechanism = fields['mechanism'];
      if (name !== 'sasl-init' || isChallenged)
        return { reply: outcome(OUTCOME.sys), isAuthenticated: false };
      if (typeof mechanism === 'string' && WITHOUT_CREDENTIALS.includes(mechanism))
        return { reply: outcome(OUTCOME.ok), isAuthenticated: true };
      if (mechanism !== PLAIN) return { reply: outcome(OUTCOME.auth), isAuthenticated: false };
      if (fields['initial_response'] !== undefined) return plain(fields['initial_response']);
      isChallenged = true;
      return { reply: composite(SASL.challenge, { challenge: Buffer.alloc(0) }) };
    },
  };
}

function outcome(code: number): Composite {
  return composite(SASL.outcome, { code });
}

/** An identity to act for, which we ignore, the name and the password, with a zero byte before each. */
function readPlain(response: Buffer): Credentials | undefined {
  const [, name, password] = response.toString('utf8').split('\0');
  return name === undefined || password === undefined ? undefined : { name, password };
}
