import type { WebFileFacts } from './world';

/**
 * What can be downloaded in the notes, made up: a small site and an archive of readings, at a host that RFC 2606
 * keeps free for examples. The archive is large enough that its layer is seen, and small enough for a phone.
 */
export const WEB_FILES: readonly WebFileFacts[] = [
  {
    url: 'https://example.com/',
    modified: '2026-10-01T09:00:00Z',
    text: '<!doctype html>\n<title>Example</title>\n<h1>An example</h1>\n<p>Files to try downloads with: <a href="/data.zip">data.zip</a>.</p>\n',
  },
  {
    url: 'https://example.com/data.zip',
    modified: '2026-10-01T09:00:00Z',
    archive: [
      {
        path: 'data/README.txt',
        text: 'Made-up readings of twelve weather stations, every minute.\nColumns: time in seconds, station, degrees, humidity in percent, pressure in hPa.\n',
      },
      { path: 'data/readings.csv', readings: 120_000 },
    ],
  },
];
