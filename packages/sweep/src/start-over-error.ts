/** Thrown when what an earlier sweep left is no use any more: everything has to be read. */
export class StartOverError extends Error {
  override readonly name = 'StartOverError';

  constructor() {
    super('What an earlier sweep left is no use any more, so everything has to be read');
  }
}
