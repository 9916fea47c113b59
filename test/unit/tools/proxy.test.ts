// @vitest-environment node
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { startProxy } from '../../browsers/proxy';

it('ends with a tunnel of which one side is closed, and the other is not', async () => {
  // A server that answers nothing, and never closes by itself.
  const silent = createServer({ allowHalfOpen: true }, (socket) => socket.resume());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const proxy = await startProxy();
  proxy.lead(new Map([['silent.example', (silent.address() as AddressInfo).port]]));
  const client = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  client.write('CONNECT silent.example:443 HTTP/1.1\r\nHost: silent.example\r\n\r\n');
  await new Promise((resolve) => client.once('data', resolve));
  client.end();
  await proxy.close();
  await expect.poll(() => client.destroyed || client.readableEnded).toBe(true);
  client.destroy();
  silent.close();
});
