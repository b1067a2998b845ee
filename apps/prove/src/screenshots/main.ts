import { fileURLToPath } from 'node:url';
import { HOW_TO_HAVE_A_BROWSER, hasBrowser, launchBrowser } from '@spotler-connector/browser-testing';
import { takeReportPicture } from './report-picture.ts';

// Takes the pictures of docs/images anew. They hold invented people only.

function imagePath(name: string): string {
  return fileURLToPath(new URL(`../../../../docs/images/${name}`, import.meta.url));
}

if (hasBrowser()) {
  const browser = await launchBrowser();
  try {
    await takeReportPicture(browser, imagePath('report.png'));
  } finally {
    await browser.close();
  }
} else {
  process.stderr.write(`There is no browser. To have one: ${HOW_TO_HAVE_A_BROWSER}\n`);
  process.exitCode = 1;
}
