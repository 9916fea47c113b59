/** @jsxImportSource react */
import Spinner from '@atlaskit/spinner';
import type { ReactNode } from 'react';

/** What is shown until there is something else to show. */
export const Opening = (): ReactNode => <Spinner size="large" label="Loading" />;
