/**
 * Programs that base images have and this machine does not run, with what each is for: so that every name in
 * their PATH answers something true. Names as recorded in the root file systems (facts/rootfs.json).
 */
const GROUPS: Readonly<Record<string, string>> = {
  'makes, checks or tunes the file systems of disks':
    'badblocks debugfs dumpe2fs e2freefrag e2fsck e2image e2label e2mmpstatus e2scrub e2scrub_all e2undo e4crypt e4defrag filefrag fsck fsck.cramfs fsck.ext2 fsck.ext3 fsck.ext4 fsck.minix fsfreeze fstrim isosize logsave mkdosfs mke2fs mkfs mkfs.bfs mkfs.cramfs mkfs.ext2 mkfs.ext3 mkfs.ext4 mkfs.minix mkfs.vfat mklost+found mkswap resize2fs swaplabel tune2fs wipefs fdformat',
  'manages disks, partitions and swap space':
    'addpart blkdiscard blkid blkzone blockdev delpart fdflush fdisk findfs freeramdisk hdparm losetup lsblk partprobe partx raidautorun rdev readahead resizepart swapoff swapon zramctl eject volname devmem lsscsi',
  'works on the memory chips of small devices':
    'nanddump nandwrite ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol i2cdetect i2cdump i2cget i2cset i2ctransfer',
  'starts, stops or supervises a whole system, which a container does not need':
    'acpid bootchartd ctrlaltdel halt init linuxrc poweroff reboot run-init runlevel runsv runsvdir sv svc svlogd svok switch_root pivot_root invoke-rc.d update-rc.d rtcwake resume watchdog wdctl ldattach',
  'loads and lists the modules of the kernel':
    'depmod insmod installkernel lsmod modinfo modprobe rmmod mdev uevent makedevs seedrng',
  'sets up consoles, keyboards and screens':
    'agetty chvt clear_console conspy cttyhack deallocvt dumpkmap fbset fbsplash fgconsole getty kbd_mode loadfont loadkmap microcom openvt setconsole setfont setkeycodes setlogcons setserial setterm showkey ttysize vlock beep rfkill resize',
  'sets up network devices, routes and addresses':
    'brctl dhcprelay ether-wake ifenslave ifplugd ifup ifdown ipcalc iptunnel nameif slattach tc tunctl udhcpc udhcpc6 udhcpd vconfig zcip dumpleases iprule ipneigh inotifyd',
  'is a network service or client that needs others to talk to':
    'chat dnsd fakeidentd ftpd ftpget ftpput inetd lpd lpq lpr nbd-client ntpd popmaildir pscan rdate sendmail tcpsvd tftp tftpd udpsvd telnetd arp arping traceroute traceroute6 whois ssl_client nmeter reformime makemime crond rx',
  'shows hardware and kernel figures of a real machine':
    'chcpu chmem fincore hwclock adjtimex iostat ipcmk ipcrm ipcs lsfd lsipc lsirq lslocks lsmem lsns lspci lsusb mpstat pmap powertop readprofile smemcap scanelf lsattr chattr fatattr',
  "sets a process' scheduling, limits or memory placement":
    'choom chrt prlimit softlimit chpst setuidgid envuidgid envdir taskset uclampset linux32 linux64 setarch i386 x86_64',
  'sets security labels and attributes': 'chcon runcon getfattr setfattr',
  'enters or makes namespaces, which needs rights that a container does not have': 'nsenter',
  'edits text on the full screen': 'hexedit vigr vipw',
  'keeps accounts, logins and their records':
    'chgpasswd cppw cpgr expiry faillock faillog groupmems grpck grpconv grpunconv last lastb lastlog lslogins mesg mkhomedir_helper newgrp newusers pam-auth-update pam_getenv pam_namespace_helper pam_timestamp_check pinky pwck pwconv pwhistory_helper pwunconv sg shadowconfig sulogin unix_chkpwd unix_update update-passwd utmpdump wall login add-shell remove-shell update-shells cryptpw mkpasswd',
  'packs or compresses files in a form that is not modelled':
    'ar bunzip2 bzcat bzip2 lzcat lzma lzop lzopcat unlzma unlzop unxz xz xzcat uncompress rpm rpm2cpio cpio makedevs uuencode uudecode dpkg-deb gzexe rmt rmt-tar tarcat zforce znew mt',
  'configures packages while they are installed':
    'deb-systemd-helper deb-systemd-invoke debconf debconf-apt-progress debconf-communicate debconf-copydb debconf-escape debconf-show dpkg-fsys-usrunmess dpkg-maintscript-helper dpkg-preconfigure dpkg-realpath dpkg-reconfigure dpkg-split dpkg-statoverride dpkg-trigger dpkg-divert fstab-decode ischroot policy-rc.d savelog tempfile run-parts',
  'checks signatures': 'gpgv sqv apt-key apt-cdrom',
  'describes terminals': 'captoinfo infocmp infotocap tic toe tset tabs',
  'makes locales, zones and character sets': 'iconv iconvconfig localedef tzselect zdump zic',
  'links programs with their libraries': 'ld.so ldconfig ldd pldd',
  'records what is done at a terminal': 'script scriptlive scriptreplay mim',
  'writes to and reads from the system log': 'klogd logger logread syslogd',
  'checks capabilities of files': 'getcap setcap',
  'schedules jobs': 'crontab',
  'puts the time in front of lines': 'ts',
  'builds programs from source': 'make gcc g++ cc',
  'opens a shell on another machine': 'ssh scp sftp',
  'reports a bug in Bash': 'bashbug',
  'calculates with any precision': 'bc dc',
  'watches who uses files': 'fuser lsof',
  'prints or arranges text in a way that is not modelled':
    'ptx pr diff3 sdiff dircolors zless zmore man ascii bbconfig pathchk pipe_progress crc32 sha3sum rename.ul namei hardlink shred mcookie cal getopt lsattr basenc logsave',
};

export const PURPOSES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(GROUPS).flatMap(([purpose, names]) =>
    names.split(' ').map((name): [string, string] => [name, purpose]),
  ),
);

/** BusyBox' applets, in the order of `busybox --list` (1.37.0). */
export const BUSYBOX_APPLETS: readonly string[] =
  '[ [[ acpid add-shell addgroup adduser adjtimex ar arch arp arping ascii ash awk base32 base64 basename bc beep blkdiscard blkid blockdev bootchartd brctl bunzip2 bzcat bzip2 cal cat chat chattr chgrp chmod chown chpasswd chpst chroot chrt chvt cksum clear cmp comm conspy cp cpio crc32 crond crontab cryptpw cttyhack cut date dc dd deallocvt delgroup deluser depmod devmem df dhcprelay diff dirname dmesg dnsd dnsdomainname dos2unix dpkg dpkg-deb du dumpkmap dumpleases echo ed egrep eject env envdir envuidgid ether-wake expand expr factor fakeidentd fallocate false fatattr fbset fbsplash fdflush fdformat fdisk fgconsole fgrep find findfs flock fold free freeramdisk fsck fsck.minix fsfreeze fstrim fsync ftpd ftpget ftpput fuser getfattr getopt getty grep groups gunzip gzip halt hd hdparm head hexdump hexedit hostid hostname httpd hush hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer id ifconfig ifdown ifenslave ifplugd ifup inetd init inotifyd insmod install ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode kill killall killall5 klogd last less link linux32 linux64 linuxrc ln loadfont loadkmap logger login logname logread losetup lpd lpq lpr ls lsattr lsmod lsof lspci lsscsi lsusb lzcat lzma lzop makedevs makemime man md5sum mdev mesg microcom mim mkdir mkdosfs mke2fs mkfifo mkfs.ext2 mkfs.minix mkfs.vfat mknod mkpasswd mkswap mktemp modinfo modprobe more mount mountpoint mpstat mt mv nameif nanddump nandwrite nbd-client nc netstat nice nl nmeter nohup nologin nproc nsenter nslookup ntpd od openvt partprobe passwd paste patch pgrep pidof ping ping6 pipe_progress pivot_root pkill pmap popmaildir poweroff powertop printenv printf ps pscan pstree pwd pwdx raidautorun rdate rdev readahead readlink readprofile realpath reboot reformime remove-shell renice reset resize resume rev rm rmdir rmmod route rpm rpm2cpio rtcwake run-init run-parts runlevel runsv runsvdir rx script scriptreplay sed seedrng sendmail seq setarch setconsole setfattr setfont setkeycodes setlogcons setpriv setserial setsid setuidgid sh sha1sum sha256sum sha3sum sha512sum showkey shred shuf slattach sleep smemcap softlimit sort split ssl_client start-stop-daemon stat strings stty su sulogin sum sv svc svlogd svok swapoff swapon switch_root sync sysctl syslogd tac tail tar taskset tc tcpsvd tee telnet telnetd test tftp tftpd time timeout top touch tr traceroute traceroute6 tree true truncate ts tsort tty ttysize tunctl ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol udhcpc udhcpc6 udhcpd udpsvd uevent umount uname unexpand uniq unix2dos unlink unlzma unshare unxz unzip uptime users usleep uudecode uuencode vconfig vi vlock volname w wall watch watchdog wc wget which who whoami whois xargs xxd xz xzcat yes zcat zcip'.split(
    ' ',
  );

/** Further names that some build of BusyBox answers to. */
export const OTHER_APPLETS: readonly string[] = ['nologin', 'lzopcat', 'unlzop', 'fsync'];
