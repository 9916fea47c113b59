import type { Entered, Fieldset } from '../fieldset';
import { say } from '../words';
import { isOpenInside, type Own, readCallbackUrl } from './settings';
import { needsOf } from './snippets';
import { anyTool, tools } from './tools';

const chosenIn = ({ tool }: Entered<Own>) => tools.find((each) => each.id === tool);

/** What a person enters for a tool that is set up by hand: which one it is, and where its logins come back to. */
export const fieldset: Fieldset<Own> = {
  title: 'groupTool',
  fields: [
    {
      id: 'tool',
      kind: 'choice',
      place: 'where',
      label: 'tool',
      help: () => say('help_tool'),
      first: anyTool,
      choices: tools.map(({ id: value, name }) =>
        name === undefined ? { value, label: 'anyTool' } : { value, name },
      ),
      note(entered) {
        const tool = chosenIn(entered);
        if (tool?.note) return say(tool.note, tool.name ?? '');
        if (!tool || tool.standing === 'works') return undefined;
        return say(tool.standing === 'broken' ? 'toolBroken' : 'toolNotKnown', tool.name ?? '');
      },
      // Its callback URL has braces around the parts that only the person knows.
      fills(tool) {
        const needs = needsOf(tool);
        return needs && { entered: { callbackUrl: needs.callbackUrl }, scopes: needs.scopes };
      },
    },
    {
      id: 'callbackUrl',
      kind: 'text',
      place: 'where',
      label: 'callbackUrl',
      help(entered) {
        if (isOpenInside(entered.callbackUrl)) return say('help_callbackHttp');
        const tool = chosenIn(entered);
        return tool?.name && needsOf(tool.id)?.callbackUrl === ''
          ? say('help_callbackShown', tool.name)
          : say('help_callbackUrl');
      },
      read: readCallbackUrl,
    },
  ],
};
