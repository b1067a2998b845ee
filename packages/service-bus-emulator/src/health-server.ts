import { createServer } from 'node:http';

/** Answers `GET /health`, as the official emulator does on its port 5300. */
export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

export function startHealthServer(port: number): Promise<HealthServer> {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const [path] = (request.url ?? '/').split('?');
      const isHealth = request.method === 'GET' && path === '/health';
      response.writeHead(isHealth ? 200 : 404, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(isHealth ? { status: 'healthy' } : { status: 'not found' }));
    });
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}
