import type { GeneratedPage } from '../site/navigation';
import { FAMILIES } from './families';

/** The reference's generated pages, in the order of the contents. */
export const GENERATED_PAGES: readonly GeneratedPage[] = [
  ...FAMILIES.map(({ slug, title, description }) => ({
    slug,
    title,
    description,
    source: examplesFile(slug),
  })),
  {
    slug: 'dockerfile',
    title: 'Dockerfile instructions',
    description: 'Every instruction with its forms, its flags and a build to run.',
    source: examplesFile('dockerfile'),
  },
  {
    slug: 'build-checks',
    title: 'Build checks',
    description: 'What docker build --check warns of: each rule with a Dockerfile that breaks it.',
    source: examplesFile('build-checks'),
  },
  {
    slug: 'honest-edge',
    title: 'Honest edge',
    description: 'What the engine in these pages models, what it simplifies, and what it refuses.',
    source: 'src/pages/reference/honest-edge.astro',
  },
];

/** The file with the examples of a page, in the repository. */
export function examplesFile(slug: string): string {
  return `content/reference/examples/${slug}.md`;
}
