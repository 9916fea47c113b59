// @vitest-environment node
import { expect, it } from 'vitest';
import { release } from '../../release';

const changelog = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 – 2026-11-23\n\n- First.\n';

it('puts what is new under the version, and leaves room for what comes next', () => {
  expect(release(changelog, '0.2.0', '2026-12-01')).toBe(
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 – 2026-12-01\n\n- New.\n\n## 0.1.0 – 2026-11-23\n\n- First.\n',
  );
});

it('releases nothing that is not described', () => {
  const released = release(changelog, '0.2.0', '2026-12-01');
  expect(() => release(released, '0.3.0', '2026-12-02')).toThrow('nothing of what is new');
  expect(() => release('# Changelog\n', '0.3.0', '2026-12-02')).toThrow('no part');
});
