import { headerOf } from '../http';
import { parseUrl, redirectTarget, urlText } from '../url';
import type { TransferResult } from './transfer';

export interface WriteOutFacts {
  /** undefined: the transfer failed. */
  readonly result: TransferResult | undefined;
  /** The address as it was typed. */
  readonly text: string;
  readonly status: number;
  readonly problem: string | undefined;
  /** Of a file of this machine, which no transfer brought. */
  readonly sizeBytes: number;
  readonly nowMs: number;
}

/** What -w asks for: `%{variable}`, `\n`, `\t`, `%%`. A variable that is not known is left out. */
export function writeOut(format: string, facts: WriteOutFacts): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };
  return format.replace(/%\{([a-z_]+)\}|%%|\\(.)/g, (whole: string, name?: string, escape?: string) => {
    if (name !== undefined) return valueOf(name, facts);
    return escape === undefined ? '%' : (escapes[escape] ?? whole);
  });
}

function valueOf(name: string, { result, text, status, problem, nowMs, sizeBytes }: WriteOutFacts): string {
  const seconds = (ms: number | undefined) =>
    (result && ms !== undefined ? (ms - result.startMs) / 1000 : 0).toFixed(6);
  switch (name) {
    case 'http_code':
    case 'response_code':
      return String(result?.response.status ?? 0).padStart(3, '0');
    case 'content_type':
      return (result && headerOf(result.response, 'Content-Type')) ?? '';
    case 'errormsg':
      return problem ?? '';
    case 'exitcode':
      return String(status);
    case 'http_version':
      return result ? '1.1' : '0';
    case 'local_port':
      return String(result?.localPort ?? 0);
    case 'method':
      return 'GET';
    case 'num_redirects':
      return String(result?.redirects ?? 0);
    case 'redirect_url': {
      const location = result && headerOf(result.response, 'Location');
      const target = result && location !== undefined ? redirectTarget(result.url, location) : undefined;
      return target ? urlText(target) : '';
    }
    case 'remote_ip':
      return result?.remoteAddress ?? '';
    case 'remote_port':
      return String(result?.remotePort ?? 0);
    case 'scheme':
      return result?.url.scheme ?? (/^file:/i.test(text) ? 'file' : '');
    case 'size_download':
      return String(result?.sizeBytes ?? sizeBytes);
    case 'speed_download':
      return String(
        result ? Math.floor((result.sizeBytes * 1000) / Math.max(0.001, nowMs - result.startMs)) : 0,
      );
    case 'time_connect':
      return seconds(result?.connectedMs);
    case 'time_starttransfer':
      return seconds(result?.firstByteMs);
    case 'time_total':
      return seconds(nowMs);
    case 'url':
      return text;
    case 'url_effective': {
      const url = result?.url ?? parseUrl(text);
      return url ? urlText(url) : text;
    }
    default:
      return '';
  }
}
