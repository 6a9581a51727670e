import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The page, counted from 1, on which each named destination of a PDF lies. */
export async function pageNumbers(pdf: Uint8Array): Promise<ReadonlyMap<string, number>> {
  // pdf.js takes its bytes over, so it gets a copy.
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await loading.promise;
  const pages = new Map<string, number>();
  for (const [name, destination] of await document.getDestinations()) {
    const [page]: unknown[] = destination;
    if (isReference(page)) pages.set(decodeURIComponent(name), (await document.getPageIndex(page)) + 1);
  }
  await loading.destroy();
  return pages;
}

function isReference(value: unknown): value is { readonly num: number; readonly gen: number } {
  return typeof value === 'object' && value !== null && 'num' in value && 'gen' in value;
}
