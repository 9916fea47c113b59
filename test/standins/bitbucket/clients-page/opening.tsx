/** @jsxImportSource react */
import Spinner from '@atlaskit/spinner';
import type { ReactNode } from 'react';

/** What stands there until there is something to show. */
export const Opening = (): ReactNode => <Spinner size="large" label="Loading" />;
