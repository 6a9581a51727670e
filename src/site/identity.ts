interface Identity {
  readonly name: string;
  readonly tagline: string;
  readonly description: string;
  readonly pdfPath: string;
  /**
   * The repository's address on GitHub, as `https://github.com/OWNER/NAME`: pages then link to their source on its
   * branch `main`. Undefined: no such links.
   */
  readonly repository: string | undefined;
}

/** What the site says about itself; the one place to change it. */
export const SITE: Identity = {
  name: 'Drydock',
  tagline: 'Docker notes in which every command runs.',
  description:
    'Notes on running containers, writing images and making them secure. Every command on the page runs, in a small Docker engine inside the page.',
  pdfPath: '/drydock.pdf',
  repository: undefined,
};

/** Where a file of the repository is edited; undefined where the site names no repository. */
export function editAddress(source: string, repository = SITE.repository): string | undefined {
  return repository === undefined ? undefined : `${repository}/edit/main/${source}`;
}
