import { anyDialog } from '../bitbucket/find';
import { generations } from '../bitbucket/generations';

/**
 * Waits for the dialog that shows a pair once. It may come late, or be closed and opened again, so nothing is called missed while
 * it may still come.
 */
export interface PairWatch {
  /** The wait begins, or goes on. */
  begin(): void;
  /** A pair is shown, or nothing is waited for any more. */
  end(): void;
  /** Another client is made: a dialog that was closed before was not its own. */
  forget(): void;
  /** What the page has just drawn or taken away. */
  note(changes: readonly MutationRecord[]): void;
}

/** As long as a dialog may take after its client was saved. */
const patienceMs = 30_000;
/** A dialog that showed a pair and was closed may be opened again; not for long. */
const closedMs = 5_000;

/** `missed`: called once the wait is over. */
export function createPairWatch(missed: () => void, signal: AbortSignal): PairWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  const end = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const wait = (ms: number) => {
    end();
    timer = setTimeout(missed, ms);
  };
  signal.addEventListener('abort', end);
  return {
    begin() {
      if (timer === undefined) wait(isClosed ? closedMs : patienceMs);
    },
    end,
    forget() {
      end();
      isClosed = false;
    },
    note(changes) {
      const gone = changes.flatMap((change) => [...change.removedNodes]);
      if (!gone.some((node) => showedPair(node))) return;
      isClosed = true;
      if (timer !== undefined) wait(closedMs);
    },
  };
}

/** A dialog that was taken away need not be open any more. */
const goneDialog = `${anyDialog}, dialog`;

/** Whether a node that was taken away was, or held, a dialog with both labels of a pair in it. */
function showedPair(node: Node): boolean {
  if (node.nodeType !== 1) return false;
  const element = node as Element;
  const dialog = element.matches(goneDialog) ? element : element.querySelector(goneDialog);
  const text = dialog?.textContent ?? '';
  const has = (labels: readonly string[]) => labels.some((label) => text.includes(label));
  return generations.some(({ key, secret }) => has(key.labels) && has(secret.labels));
}
