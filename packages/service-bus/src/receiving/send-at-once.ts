import rhea, { type Connection } from 'rhea';

const OPTION = 'tcp_no_delay';
let done = false;

/**
 * Has every connection from now on send at once. rhea 3.0.5 leaves a client's socket to Nagle's algorithm
 * (`Connection.init`), so that a settlement waits until the other end acknowledges what was sent before:
 * until it says something itself, or for 40 ms. rhea has an option for that, but the client library has no
 * way to set it, nor a container whose options would count. Sockets below WebSockets send at once anyway.
 */
export function sendAtOnce(): void {
  if (done) return;
  done = true;
  // Connects to nothing.
  const connections: Connection = Object.getPrototypeOf(rhea.create_connection({ port: 0 }));
  const optionOf = connections.get_option;
  connections.get_option = function (name, otherwise) {
    return optionOf.call(this, name, name === OPTION ? true : otherwise);
  };
}
