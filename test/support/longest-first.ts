import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute or more, longest first. */
export const longest = [
  'rules/rules.pg',
  'fixtures/stories.e2e',
  'events.e2e',
  'culprit/find-culprits.pg',
  'postgres/docker.pg',
  'conformance/own-programs.e2e',
  'conformance/docker.e2e',
  'fixtures/majors.e2e',
  'surfaces.e2e',
  'found-databases.e2e',
  'migrations/build-sides.pg',
  'report/page.browser.e2e',
  'postgres/cleaning-up.pg',
  'bad-input.e2e',
  'rules/remedies.pg',
  'fixtures/ml-registry.pg',
  'policy-in-force.pg',
  'conformance/url.e2e',
];

/**
 * Starts the longest files first: what comes last must be short, or it runs alone. Without a record of an earlier run, which a
 * clean clone has not, Vitest goes by the size of a file, and a few lines can run hundreds of fixtures.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex(name => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
