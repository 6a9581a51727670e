/** Packages that Debian and Ubuntu really have and that readers ask for, but that our facts do not hold. */
const PURPOSES: Readonly<Record<string, string>> = {
  'editors and shells': 'emacs emacs-nox neovim micro joe zsh fish tmux screen byobu mc ranger ksh busybox',
  servers:
    'apache2 apache2-utils mariadb-server mysql-server default-mysql-server mysql-client mariadb-client default-mysql-client memcached rabbitmq-server openssh-server postfix haproxy varnish squid vsftpd samba bind9 lighttpd caddy supervisor tor docker.io docker-compose podman containerd mongodb',
  'languages and compilers':
    'golang golang-go rustc cargo default-jdk default-jre openjdk-17-jdk openjdk-17-jre openjdk-21-jdk openjdk-21-jre openjdk-17-jre-headless openjdk-21-jre-headless openjdk-17-jdk-headless openjdk-21-jdk-headless maven gradle php php-cli php-fpm php-mysql ruby-full erlang elixir ghc clang llvm gfortran nasm mono-complete lua5.4 r-base octave julia yarnpkg composer swi-prolog',
  'tools for building':
    'cmake ninja-build autoconf automake libtool pkg-config meson bison flex gdb valgrind strace ltrace ccache devscripts debhelper gettext swig doxygen cppcheck shellcheck',
  'development files of libraries':
    'libpq-dev libssl-dev libffi-dev zlib1g-dev libxml2-dev libxslt1-dev libcurl4-openssl-dev libjpeg-dev libpng-dev libsqlite3-dev libbz2-dev libreadline-dev libncurses-dev libncurses5-dev default-libmysqlclient-dev libmariadb-dev libicu-dev libzip-dev libonig-dev libmagickwand-dev libgl1 libglib2.0-0 libsm6 libxext6-dev libxrender1 libgtk-3-0',
  'network tools':
    'nmap tcpdump traceroute mtr mtr-tiny iperf3 socat whois ethtool iptables nftables wireguard openvpn lynx w3m links aria2 axel lftp sshpass httpie ngrep iputils-tracepath iftop',
  'tools for administrators':
    'lsof psmisc sysstat iotop dstat logrotate rsyslog systemd systemd-sysv util-linux-extra parted gdisk ncdu pv bar moreutils tini gosu dumb-init fail2ban ufw ansible python3-dotenv dos2unix at bc dc expect stress stress-ng fio inotify-tools software-properties-common apt-transport-https lsb-release debian-goodies dialog whiptail',
  'media, documents and pictures':
    'ffmpeg imagemagick graphicsmagick ghostscript poppler-utils pandoc texlive texlive-latex-base graphviz libreoffice wkhtmltopdf chromium firefox-esr xvfb tesseract-ocr inkscape fonts-dejavu fonts-liberation fontconfig',
  packers: 'p7zip-full p7zip zstd lz4 unrar-free cabextract arj',
  'version control': 'subversion mercurial git-lfs gh bzr',
  'for fun': 'cmatrix neofetch fastfetch toilet oneko nyancat hollywood bsdgames asciiart boxes',
  'Python packages':
    'python3-flask python3-requests python3-numpy python3-pandas python3-yaml python3-django python3-full pipx python3-pytest python-is-python3 python3-scipy',
};

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(PURPOSES).flatMap(([kind, names]) =>
    names.split(' ').map((name): [string, string] => [name, kind]),
  ),
);

/** What kind of thing a package is; undefined: we do not know of it. */
export function known(name: string): string | undefined {
  return NAMES.get(name);
}
