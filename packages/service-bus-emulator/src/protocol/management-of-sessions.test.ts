import { describe, expect, it } from '@jest/globals';
import rhea from 'rhea';
import { connectPeer } from '../testing/amqp-peer.ts';
import { receiveOne } from '../testing/with-emulator.ts';
import { withRequests } from '../testing/with-requests.ts';

describe('$management of a queue with sessions', () => {
  it(
    'gives out deferred messages of the session that the named link has, when none is named',
    withRequests(
      'visits',
      ({ emulator }) => emulator.createQueue('visits', { requiresSession: true }),
      async ({ emulator, client, send, ask }) => {
        await send('visits', { sessionId: 's' });
        const session = await client.acceptSession('visits', 's');
        const message = await receiveOne(session);
        await session.deferMessage(message);
        await session.close();
        const peer = await connectPeer(emulator.port);
        const source = { address: 'visits', filter: { 'com.microsoft:session-filter': 's' } };
        const receiver = peer.connection.open_receiver({ name: 'the-link', source, credit_window: 0 });
        await new Promise((resolve) => receiver.once('receiver_open', resolve));
        const { types } = rhea;
        const numbers = types.wrap_array([message.sequenceNumber?.toNumber()], 0x81, undefined);
        const body = { 'sequence-numbers': numbers, 'receiver-settle-mode': types.wrap_uint(1) };
        expect(await ask('receive-by-sequence-number', body)).toMatchObject({ statusCode: 410 });
        const named = { 'associated-link-name': 'the-link' };
        expect(await ask('receive-by-sequence-number', body, named)).toMatchObject({ statusCode: 200 });
        await peer.close();
      },
    ),
  );
});
