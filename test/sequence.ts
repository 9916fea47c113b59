import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest scenarios: if one began last, it would run on alone. */
const long = [
  /bitbucket\/(?:variants|form)/,
  /journey\/every-/,
  /journey\/a-(?:background|hostile|pair-that|setup)/,
  /journey\/the-packages/,
];

/** One browser after the other, so that a worker starts each only once; long files first, then as usual. */
export class BrowserByBrowser extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.some((each) => each.test(moduleId));
    return usual.toSorted(
      (a, b) => a.project.name.localeCompare(b.project.name) || Number(isLong(b)) - Number(isLong(a)),
    );
  }
}
