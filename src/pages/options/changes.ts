/** What a release brought, or what is in the one to come. */
export interface Release {
  /** As its heading calls it. */
  readonly name: string;
  /** In plain text. */
  readonly changes: readonly string[];
}

/** Reads the releases in a changelog in Markdown: second-level headings, each with a list. The newest comes first, as in the file. */
export function releasesIn(changelog: string): Release[] {
  const [, ...parts] = changelog.split(/^## /m);
  return parts.map((part) => {
    const [name = '', ...lines] = part.split('\n');
    const changes: string[] = [];
    for (const line of lines) {
      const text = line.trim();
      if (line.startsWith('- ')) changes.push(text.slice(2));
      else if (text !== '' && changes.length > 0) changes.push(`${changes.pop()} ${text}`);
    }
    return { name: name.trim(), changes: changes.map(inPlainText) };
  });
}

/** Without Markdown's marks for weight, code and links. */
const inPlainText = (text: string): string =>
  text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*|`/g, '');
