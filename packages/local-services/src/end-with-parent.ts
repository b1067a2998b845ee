// Loaded into the worker's process: when the local stack is gone, however it went, its worker goes too.
process.on('disconnect', () => process.exit(0));
