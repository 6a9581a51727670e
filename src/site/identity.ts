/** What the site says about itself; the one place to change it. */
export const SITE = {
  name: 'Drydock',
  tagline: 'Docker notes in which every command runs.',
  description:
    'Notes on running containers, writing images and making them secure. Every command on the page runs, in a small Docker engine inside the page.',
  pdfPath: '/drydock.pdf',
} as const;
