/** Waits for `work`, but no longer than `ms`. A failure counts as done: there is nothing left to wait for. */
export async function within(ms: number, work: Promise<unknown>): Promise<'done' | 'late'> {
  const { promise, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(resolve, ms, 'late');
  try {
    return await Promise.race([work.then(done, done), promise]);
  } finally {
    clearTimeout(timer);
  }
}

function done(): 'done' {
  return 'done';
}
