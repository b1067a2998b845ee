export { type ConnectOptions, type Page, type PageOptions, startPage } from './page/start-page.ts';
