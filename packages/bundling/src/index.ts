export { type BundledApp, type BundleOptions, bundleApp } from './bundle-app.ts';
