import { textFields } from '../bitbucket/find';
import { enterAt } from '../bitbucket/form';
import { pickOnPage } from './pick';

/** Lets the person pick the field on the page that a value goes into. False where they left. */
export async function putWherePicked(
  document: Document,
  owns: (node: Node) => boolean,
  value: string,
  signal: AbortSignal,
): Promise<boolean> {
  let isPut = false;
  const fields = () => textFields(document.body);
  await pickOnPage(
    document,
    owns,
    { fits: (element) => fields().some((field) => field === element), all: fields },
    (field) => {
      isPut = enterAt(field, value);
      return isPut ? 'end' : 'go-on';
    },
    signal,
  );
  return isPut;
}
