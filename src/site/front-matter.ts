import { z } from 'astro/zod';

const EXPECTED = {
  title: 'the name of the page, as "Run a container"',
  description: 'what the reader can do afterwards, in one sentence',
  order: "the page's place in its part: a whole number from 1",
} as const;

/**
 * What stands between the `---` lines of a note. Astro puts the file's name in front of these messages, so each
 * names the key, what came and what is expected.
 */
export const frontMatter = z.strictObject(
  {
    title: z.string({ error: expected('title') }).min(1, { error: expected('title') }),
    description: z.string({ error: expected('description') }).min(1, { error: expected('description') }),
    order: z.int({ error: expected('order') }).min(1, { error: expected('order') }),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `"${(issue.keys ?? []).join('", "')}" is no key of a note's front matter; it has: ${Object.keys(EXPECTED).join(', ')}`
        : undefined,
  },
);

export type FrontMatter = z.infer<typeof frontMatter>;

/** An error text for one key: what it should hold, and what was found instead. */
function expected(key: keyof typeof EXPECTED) {
  return (issue: { readonly input?: unknown }) => {
    const found = issue.input === undefined ? 'missing' : JSON.stringify(issue.input);
    return `"${key}" is ${EXPECTED[key]}; found: ${found}`;
  };
}
