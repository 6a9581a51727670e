// The pages that Apache makes itself: what went wrong, what is in a folder.
import type { Process } from '../../kernel';
import { REASONS } from '../network/http';

export const APACHE_REASONS: Readonly<Record<number, string>> = {
  ...REASONS,
  410: 'Gone',
  416: 'Requested Range Not Satisfiable',
};

const DOCTYPE =
  '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">\n';

export interface Explained {
  readonly status: number;
  readonly method: string;
  readonly location: string | undefined;
  readonly admin: string | undefined;
  /** An error page of the site's own could not be shown. */
  readonly alsoStatus?: number;
  readonly signature: string;
}

/** The page that says what is wrong. */
export function apacheErrorPage({
  status,
  method,
  location,
  admin,
  signature,
  alsoStatus,
}: Explained): Uint8Array {
  const reason = APACHE_REASONS[status] ?? '';
  const also =
    alsoStatus === undefined
      ? ''
      : `<p>Additionally, a ${alsoStatus} ${APACHE_REASONS[alsoStatus] ?? ''}\nerror was encountered while trying to use an ErrorDocument to handle the request.</p>\n`;
  return new TextEncoder().encode(
    `${DOCTYPE}<html><head>\n<title>${status} ${reason}</title>\n</head><body>\n<h1>${reason}</h1>\n` +
      `${explanation(status, method, location, admin)}${also}${signature}</body></html>\n`,
  );
}

function explanation(
  status: number,
  method: string,
  location: string | undefined,
  admin: string | undefined,
): string {
  if (location !== undefined)
    return `<p>The ${status === 303 ? 'answer to your request is located' : 'document has moved'} <a href="${escaped(location)}">here</a>.</p>\n`;
  switch (status) {
    case 400:
      return '<p>Your browser sent a request that this server could not understand.<br />\n</p>\n';
    case 401:
      return `<p>This server could not verify that you\nare authorized to access the document\nrequested.  Either you supplied the wrong\ncredentials (e.g., bad password), or your\nbrowser doesn't understand how to supply\nthe credentials required.</p>\n`;
    case 403:
      return "<p>You don't have permission to access this resource.</p>\n";
    case 404:
      return '<p>The requested URL was not found on this server.</p>\n';
    case 405:
      return `<p>The requested method ${escaped(method)} is not allowed for this URL.</p>\n`;
    case 410:
      return '<p>The requested resource is no longer available on this server and there is no forwarding address.\nPlease remove all references to this resource.</p>\n';
    case 416:
      return '<p>None of the range-specifier values in the Range\nrequest-header field overlap the current extent\nof the selected resource.</p>\n';
    case 501:
      return `<p>${escaped(method)} not supported for current URL.<br />\n</p>\n`;
  }
  return `<p>The server encountered an internal error or\nmisconfiguration and was unable to complete\nyour request.</p>\n<p>Please contact the server administrator at \n ${admin ?? '[no address given]'} to inform them of the time this error occurred,\n and the actions you performed just before this error.</p>\n<p>More information about this error may be available\nin the server error log.</p>\n`;
}

/** The plain list of mod_autoindex. `order` is the query: `C=N;O=D` turns it round. */
export function apacheListing(
  p: Process,
  folder: string,
  uri: string,
  order: string,
  signature: string,
): Uint8Array {
  const all = [...p.files.readDirectory(folder)]
    .filter((name) => !name.startsWith('.') && !/^(RCS|CVS)$|~$|#$/.test(name))
    .sort();
  const names = /O=D/.test(order) ? all.reverse() : all;
  const place = folder.replace(/\/$/, '');
  const rows = names.map((name) => {
    const shown = p.files.stat(`${place}/${name}`).kind === 'directory' ? `${name}/` : name;
    return `<li><a href="${encodeURI(shown)}"> ${escaped(shown)}</a></li>\n`;
  });
  const above = uri.replace(/[^/]*\/$/, '');
  const parent = uri === '/' ? '' : `<li><a href="${above}"> Parent Directory</a></li>\n`;
  const title = `Index of ${escaped(uri.replace(/(.)\/$/, '$1'))}`;
  return new TextEncoder().encode(
    `${DOCTYPE}<html>\n <head>\n  <title>${title}</title>\n </head>\n <body>\n<h1>${title}</h1>\n` +
      `<ul>${parent}${rows.join('')}</ul>\n${signature}</body></html>\n`,
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
