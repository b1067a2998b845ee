import { describe, expect, it } from '@jest/globals';
import { movedPorts } from './moved-ports.ts';

const SERVICES = {
  serviceBus: { connectionString: 'Endpoint=sb://127.0.0.1:5672;SharedAccessKeyName=a' },
  dataverse: { url: 'http://127.0.0.1:41233' },
  spotler: { baseUrl: 'http://127.0.0.1:8082/integrationservice' },
} as Parameters<typeof movedPorts>[1];

function wanted(port: number) {
  return { port, orAnother: true };
}

describe('what start says of ports', () => {
  it('names the service that moved, and where to', () => {
    const options = { serviceBusPort: wanted(5672), dataversePort: wanted(8081), spotlerPort: wanted(8082) };
    expect(movedPorts(options, SERVICES)).toEqual(['Port 8081 is in use, so Dataverse is at port 41233.']);
  });

  it('is nothing when any port will do', () => {
    const options = { serviceBusPort: wanted(0), dataversePort: wanted(0), spotlerPort: wanted(0) };
    expect(movedPorts(options, SERVICES)).toEqual([]);
  });
});
