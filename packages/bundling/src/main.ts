#!/usr/bin/env node
import { bundleApp } from './bundle-app.ts';

// Called as the `build` script of a package, and so in its folder.
const { entry, bytes } = await bundleApp({ folder: process.cwd() });
process.stdout.write(`${entry}: ${(bytes / 1e6).toFixed(1)} MB\n`);
