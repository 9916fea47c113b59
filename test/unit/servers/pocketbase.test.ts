// @vitest-environment node
import { expect, it } from 'vitest';
import { pocketBaseFor, startPocketBase } from '../../servers/pocketbase';

it('PocketBase comes up empty each time, and goes', async (test) => {
  const binary = await pocketBaseFor(test);
  const [one, other] = await Promise.all([startPocketBase(binary), startPocketBase(binary)]);
  try {
    expect(one.port).not.toBe(other.port);
    await one.call('PATCH', 'collections/users', { oauth2: { enabled: true } });
    const read = await Promise.all([one, other].map((each) => each.call('GET', 'collections/users')));
    expect(read.map(({ body }) => body.oauth2)).toMatchObject([
      { enabled: true, providers: [] },
      { enabled: false, providers: [] },
    ]);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
  await expect(fetch(`http://127.0.0.1:${one.port}/api/health`)).rejects.toThrow();
});
