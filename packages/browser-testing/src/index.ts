export { findBarriers } from './find-barriers.ts';
export { HOW_TO_HAVE_A_BROWSER, hasBrowser } from './has-browser.ts';
export { launchBrowser } from './launch-browser.ts';
export type { Browser, Locator, Page, RoleOptions, Screenshot, Waiting } from './page.ts';
export { type PageWatch, watchPage } from './watch-page.ts';
