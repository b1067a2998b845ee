export { runCli, startCli } from '@spotler-connector/local-services';
