import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { deadlineVariable, inTurn } from './deadline';

/** The longest scenarios: if one began last, it would run on alone. */
const long = [
  /bitbucket\/(?:variants|form)/,
  /journey\/(?:check-setup|every-|set-up-in|the-packages)/,
  /journey\/a-(?:background|hostile|keycloak|pair-that|pocketbase|setup)/,
];

/** One browser after the other, so that a worker starts each only once; long files first, then as usual. */
export class BrowserByBrowser extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = inTurn(await super.sort(files), process.env[deadlineVariable]);
    const isLong = ({ moduleId }: TestSpecification) => long.some((each) => each.test(moduleId));
    return usual.toSorted(
      (a, b) => a.project.name.localeCompare(b.project.name) || Number(isLong(b)) - Number(isLong(a)),
    );
  }
}
