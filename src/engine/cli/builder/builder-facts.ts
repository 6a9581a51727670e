// What is known of the one builder of a fresh engine. Source: moby, builder-next; buildx, driver/docker.

/** What a machine of our kind builds for. */
export const builderPlatforms: readonly string[] = [
  'linux/amd64',
  'linux/amd64/v2',
  'linux/amd64/v3',
  'linux/386',
];
