/** Where Debian's Perl of a version looks for modules (perl -V), for itself and for what is written in it. */
export function perlFolders(version: string): readonly string[] {
  const short = version.split('.').slice(0, 2).join('.');
  return [
    '/etc/perl',
    `/usr/local/lib/x86_64-linux-gnu/perl/${version}`,
    `/usr/local/share/perl/${version}`,
    `/usr/lib/x86_64-linux-gnu/perl5/${short}`,
    '/usr/share/perl5',
    '/usr/lib/x86_64-linux-gnu/perl-base',
    `/usr/lib/x86_64-linux-gnu/perl/${short}`,
    `/usr/share/perl/${short}`,
    '/usr/local/lib/site_perl',
  ];
}
