import { AmqpError, SessionError } from '../amqp/amqp-error.ts';
import type { Link } from './link.ts';
import { OutgoingLink } from './outgoing-link.ts';

/** The handles that a peer may use in one session, numbered from 0. */
export const HANDLE_MAX = 0xffff;

/** The links of one session. A link that has ended here stays until the peer has ended it, too. */
export class LinkTable {
  readonly #byRemoteHandle = new Map<number, Link>();
  readonly #localHandles = new Set<number>();

  get all(): Iterable<Link> {
    return this.#byRemoteHandle.values();
  }

  /** A handle of ours for a link that the peer attaches. Its name belongs to whoever attached it last. */
  reserve(remoteHandle: number, name: string, isPeerReceiver: boolean): number {
    if (remoteHandle > HANDLE_MAX)
      throw new AmqpError(
        'amqp:connection:framing-error',
        `The handle ${remoteHandle} is above the handle-max.`,
      );
    if (this.#byRemoteHandle.has(remoteHandle))
      throw new SessionError('amqp:session:handle-in-use', `The handle ${remoteHandle} is in use.`);
    for (const link of this.all) {
      const isSame = link.name === name && link instanceof OutgoingLink === isPeerReceiver;
      if (isSame)
        link.close({ condition: 'amqp:link:stolen', description: `The link '${name}' was attached again.` });
    }
    let handle = 0;
    while (this.#localHandles.has(handle)) handle += 1;
    return handle;
  }

  add(remoteHandle: number, link: Link): void {
    this.#byRemoteHandle.set(remoteHandle, link);
    this.#localHandles.add(link.handle);
  }

  /** The link at a handle of the peer; without one the session is ended. */
  at(remoteHandle: number): Link {
    const link = this.#byRemoteHandle.get(remoteHandle);
    if (link !== undefined) return link;
    throw new SessionError(
      'amqp:session:unattached-handle',
      `No link is attached to the handle ${remoteHandle}.`,
    );
  }

  delete(remoteHandle: number): void {
    const link = this.#byRemoteHandle.get(remoteHandle);
    if (link === undefined) return;
    this.#byRemoteHandle.delete(remoteHandle);
    this.#localHandles.delete(link.handle);
  }

  clear(): void {
    this.#byRemoteHandle.clear();
    this.#localHandles.clear();
  }
}
