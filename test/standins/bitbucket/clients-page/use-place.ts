import { useEffect, useRef, useState } from 'react';
import { type Client, loadClient, type Saved } from './clients-api';
import { ownAddress, type Pair, start } from './start';

/** What the page shows: one address each. */
export type View =
  | { kind: 'list' }
  | { kind: 'opening'; id: number }
  | { kind: 'form'; client: Client | undefined }
  | { kind: 'pair'; pair: Pair };

type Next = Exclude<View, { kind: 'opening' }>;

/** How long the list is shown before the dialog opens over it (milliseconds). */
const listFirst = 200;

function viewAtStart(): View {
  const [, last] = /\/oauth-clients\/(.+)$/.exec(location.pathname) ?? [];
  if (last === 'create') return { kind: 'form', client: undefined };
  if (last?.endsWith('/created') && start.created) return { kind: 'pair', pair: start.created };
  if (last !== undefined && /^\d+$/.test(last)) return { kind: 'opening', id: Number(last) };
  return { kind: 'list' };
}

export interface Place {
  readonly view: View;
  /** Counts how often the page has re-rendered by itself. */
  readonly beat: number;
  /** The pair in the dialog over the page. */
  readonly dialog: Pair | undefined;
  /** The pair that the list offers to show again. */
  readonly again: Pair | undefined;
  toList(): void;
  toForm(client: Client | undefined): void;
  /** Where the page goes after Save. Its promise ends when the form is no longer in use. */
  afterSave(saved: Exclude<Saved, { kind: 'refused' }>): Promise<void>;
  showAgain(): void;
  /** Done with the pair, wherever it was shown. */
  closePair(): void;
}

const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Where the page is, how it goes from one place to another, and when it shows the pair. */
export function usePlace(): Place {
  const [view, setView] = useState(viewAtStart);
  const [beat, setBeat] = useState(0);
  const [dialog, setDialog] = useState<Pair>();
  const [again, setAgain] = useState<Pair>();
  const { pairIn, pairAfterMs, pairAgain, list, form } = start.settings;

  useEffect(() => {
    const back = () => setView({ kind: 'list' });
    window.addEventListener('popstate', back);
    // Bitbucket's front end renders again when its flags and user data arrive.
    const late = setTimeout(() => setBeat(1), 120);
    return () => {
      window.removeEventListener('popstate', back);
      clearTimeout(late);
    };
  }, []);

  const opened = useRef(false);
  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    if (view.kind === 'opening') {
      void loadClient(view.id).then((client) => setView({ kind: 'form', client }));
    }
    if (view.kind === 'list' && start.created) {
      const { created } = start;
      void after(pairAfterMs).then(() => setDialog(created));
    }
  }, [view, pairAfterMs]);

  const go = (next: Next, address: string) => {
    // The roll-out changes list and form separately: the other one may be a different page.
    if (next.kind === 'list' && list !== 'clients') return location.assign(start.listAddress);
    if (next.kind === 'form' && form !== 'clients') {
      return location.assign(
        next.client
          ? `${ownAddress.replace('oauth-clients', 'oauth-consumers')}/${next.client.id}/edit`
          : start.newAddress,
      );
    }
    history.pushState({}, '', address);
    setView(next);
  };
  const toList = () => go({ kind: 'list' }, ownAddress);

  return {
    view,
    beat,
    dialog,
    again,
    toList,
    toForm: (client) => go({ kind: 'form', client }, `${ownAddress}/${client?.id ?? 'create'}`),
    async afterSave(saved) {
      if (saved.kind === 'changed') return toList();
      const { id, ...rest } = saved;
      const pair = { clientId: rest.clientId, secret: rest.secret };
      if (pairIn === 'dialog') {
        await after(pairAfterMs);
        setDialog(pair);
      } else if (pairIn === 'page') {
        go({ kind: 'pair', pair }, `${ownAddress}/${id}/created`);
      } else if (pairIn === 'list-dialog') {
        toList();
        await after(listFirst + pairAfterMs);
        setDialog(pair);
      } else {
        location.assign(pairIn === 'redirect-page' ? `${ownAddress}/${id}/created` : start.listAddress);
      }
    },
    showAgain: () => setDialog(again),
    closePair() {
      const shown = dialog ?? (view.kind === 'pair' ? view.pair : undefined);
      setDialog(undefined);
      if (pairAgain) setAgain(shown);
      if (view.kind !== 'list') toList();
    },
  };
}

/** Whether the pair on its own page is there yet. */
export function useIsPairThere(): boolean {
  const { pairAfterMs } = start.settings;
  const [isThere, setThere] = useState(pairAfterMs === 0);
  useEffect(() => {
    const late = setTimeout(() => setThere(true), pairAfterMs);
    return () => clearTimeout(late);
  }, [pairAfterMs]);
  return isThere;
}
