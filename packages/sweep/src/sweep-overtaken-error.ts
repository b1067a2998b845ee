/** Thrown by a sweep when another one has begun since, or goes on with the same: this one ends. */
export class SweepOvertakenError extends Error {
  override readonly name = 'SweepOvertakenError';

  constructor() {
    super('Another sweep was begun meanwhile, so this one ends');
  }
}
