/** Bytes as they come from a socket, to be taken in the pieces that the protocol has. */
export class ByteQueue {
  #chunks: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The first bytes, left where they are; fewer when there are not so many. */
  peek(length: number): Buffer {
    return this.#joined(length).subarray(0, length);
  }

  take(length: number): Buffer {
    const first = this.#joined(length);
    const taken = first.subarray(0, length);
    this.#length -= taken.length;
    if (taken.length === first.length) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(length);
    return taken;
  }

  clear(): void {
    this.#chunks = [];
    this.#length = 0;
  }

  /** The first chunk, joined with the next ones when it is shorter than what is wanted. */
  #joined(length: number): Buffer {
    const first = this.#chunks[0] ?? Buffer.alloc(0);
    if (first.length >= length || this.#chunks.length < 2) return first;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }
}
