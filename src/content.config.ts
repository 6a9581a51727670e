import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { frontMatter } from './site/front-matter';
import { noteAddress } from './site/urls';

const notes = defineCollection({
  loader: glob({
    base: './content',
    pattern: '**/*.mdx',
    generateId: ({ entry }) => noteAddress(entry).slug,
  }),
  schema: frontMatter,
});

export const collections = { notes };
