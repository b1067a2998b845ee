import type { Page } from './page.ts';

/** Deeds of a page that it should not do. */
export interface PageWatch {
  /** Errors of its console, and those that nobody caught. */
  readonly errors: readonly string[];
  /** Addresses beyond this machine that it asked for. */
  readonly foreignRequests: readonly string[];
}

const OWN = /^(?:data|blob|about|file):|^(?:https?|wss?):\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?:[:/]|$)/;

/** Watches a page from now on. */
export function watchPage(page: Page): PageWatch {
  const errors: string[] = [];
  const foreignRequests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => void errors.push(error.message));
  page.on('request', (request) => {
    if (!OWN.test(request.url())) foreignRequests.push(request.url());
  });
  return { errors, foreignRequests };
}
