const loaded = new Map<string, Promise<void>>();

/**
 * Links a stylesheet of what is loaded when it is first used; settles when its rules hold. Astro would link it with the
 * page, were it imported. Where it cannot be loaded the page does without.
 */
export function loadStyle(href: string): Promise<void> {
  const known = loaded.get(href);
  if (known !== undefined) return known;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = href;
  const settled = new Promise<void>((resolve) => {
    for (const end of ['load', 'error']) link.addEventListener(end, () => resolve());
  });
  document.head.append(link);
  loaded.set(href, settled);
  return settled;
}
