/** A browser may still read a download's bytes this long after its start. */
const KEEP_MS = 60_000;

/** Hands bytes that were made here to the browser, to be saved as a file. */
export function download(name: string, bytes: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
