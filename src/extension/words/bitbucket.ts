import { t } from './text';

/** What stands on a page of Bitbucket's, shown as a quotation: it can say anything. */

/** What ends a quotation in one of the languages: within one, a single mark stands for it. */
const marks = /["“”„‟«»「」『』〝〞〟＂]/g;

/** A text that cannot end the quotation that it is shown in. */
export const quotable = (text: string): string => text.replace(marks, '’');

/** Bitbucket's own words, quoted and said to be Bitbucket's. */
export const bitbucketSays = (text: string): string => t('bitbucketSays', quotable(text));
