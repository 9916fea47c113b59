import { beforeEach } from 'vitest';
import { deadlineVariable } from '../deadline';

// In each browser’s tests. A run that is ended from outside shows nothing of what it did, so a run that has a deadline names what
// it did not come to.

const deadline = Number(process.env[deadlineVariable] ?? Number.POSITIVE_INFINITY);

beforeEach((test) => {
  if (Date.now() > deadline) test.skip('no time was left to begin it');
});
