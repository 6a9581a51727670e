/** A heading as Astro's `render()` gives it. */
export interface Heading {
  readonly depth: number;
  readonly slug: string;
  readonly text: string;
}

export interface Section {
  readonly heading: Heading;
  readonly sections: readonly Heading[];
}

/** A page's table of contents: its `##` headings, each with the `###` headings under it. Deeper ones are left out. */
export function tableOfContents(headings: readonly Heading[]): readonly Section[] {
  const sections: { heading: Heading; sections: Heading[] }[] = [];
  for (const heading of headings) {
    if (heading.depth === 2) sections.push({ heading, sections: [] });
    else if (heading.depth === 3) sections.at(-1)?.sections.push(heading);
  }
  return sections;
}
