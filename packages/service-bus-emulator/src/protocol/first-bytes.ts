import type { Duplex } from 'node:stream';

/** Methods of HTTP begin with these; AMQP begins with `AMQP`. */
const HTTP_METHODS = ['GET ', 'PUT ', 'POST', 'DELE', 'HEAD', 'OPTI', 'PATC'];

/** Waits for the first bytes of a connection, tells whether they are HTTP, and puts them back. */
export function whenSpoken(stream: Duplex, tell: (isHttp: boolean) => void): void {
  let first = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    first = Buffer.concat([first, chunk]);
    const start = first.toString('latin1', 0, 4);
    if (start.length < 4 && HTTP_METHODS.some((method) => method.startsWith(start))) return;
    stream.off('data', onData);
    stream.pause();
    stream.unshift(first);
    tell(HTTP_METHODS.includes(start));
  };
  stream.on('data', onData);
}
