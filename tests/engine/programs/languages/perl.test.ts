import { describe, expect, test } from 'vitest';
import { run } from '../run';

/** A line of shell, and what Debian 12's perl 5.36.0 prints for it, with its status at the end; recorded from the real one. */
type Case = readonly [line: string, printed: string];

const COMMAND_LINE: readonly Case[] = [
  ["printf 'a b c\\nd e f\\n' | perl -lane 'print $F[1]'", 'b\ne\n[0]\n'],
  ["printf 'a:b\\nc:d\\n' | perl -F: -lane 'print $F[0]'", 'a\nc\n[0]\n'],
  ["printf 'foo\\nbar\\n' | perl -pe 's/o/0/g'", 'f00\nbar\n[0]\n'],
  [
    "printf 'foo\\nbar\\n' > f.txt; perl -i.bak -pe 's/foo/qux/' f.txt; cat f.txt f.txt.bak",
    'qux\nbar\nfoo\nbar\n[0]\n',
  ],
  ['FOO=1 perl -e \'print "$ENV{FOO} @ARGV $0\\n"\' a b', '1 a b -e\n[0]\n'],
  [
    'printf \'#!/usr/bin/perl -w\\nuse strict;\\nmy $x;\\nprint "v: $x\\\\n";\\nwarn "careful";\\ndie "end";\\n\' > s.pl; perl s.pl',
    'Use of uninitialized value $x in concatenation (.) or string at s.pl line 4.\ncareful at s.pl line 5.\nend at s.pl line 6.\nv: \n[255]\n',
  ],
  [
    "printf 'l1\\nl2\\n' | perl -e 'while (my $l = <STDIN>) { chomp $l; print \"$.:$l\\n\" } '",
    '1:l1\n2:l2\n[0]\n',
  ],
  [
    'printf \'x\\ny\\n\' > in.txt; perl -e \'open my $f, "<", "in.txt" or die; my @l = <$f>; close $f; print scalar(@l), $l[1]; open(O, ">out.txt"); print O "hello\\n"; printf O "%d\\n", 4; close(O); print -s "out.txt", -e "nope" ? 1 : 0, -d "/tmp" ? "d" : "", "\\n"; unlink "out.txt"; print -e "out.txt" ? "there" : "gone", "\\n"\'',
    '2y\n80d\ngone\n[0]\n',
  ],
  ["perl -c -e 'print 1'", '-e syntax OK\n[0]\n'],
  ['perl nope.pl', 'Can\'t open perl script "nope.pl": No such file or directory\n[2]\n'],
  ['perl -Z', 'Unrecognized switch: -Z  (-h will show valid options).\n[29]\n'],
  [
    'perl -we \'my $x; print "a $x\\n"; my %h; print $h{a}+1; my @a=(1); print $a[3] . "x";\'',
    'Use of uninitialized value $x in concatenation (.) or string at -e line 1.\nUse of uninitialized value $h{"a"} in addition (+) at -e line 1.\nUse of uninitialized value $a[3] in concatenation (.) or string at -e line 1.\na \n1x[0]\n',
  ],
  [
    'perl -MPOSIX -e \'print strftime("%Y-%m-%d", gmtime(0)), "\\n"; print scalar(gmtime(86400)), "\\n"; my @t = gmtime(0); print "@t\\n"\'',
    '1970-01-01\nFri Jan  2 00:00:00 1970\n0 0 0 1 0 70 4 0 0\n[0]\n',
  ],
  ["printf 'print while <DATA>;\\n__DATA__\\nd1\\nd2\\n' > d.pl; perl d.pl", 'd1\nd2\n[0]\n'],
  [
    'perl -ne \'print "$.: $_" if $. == 2; END { print "lines: $.\\n" }\' /etc/passwd | head -1 | cut -c1-3',
    '2: \n[0]\n',
  ],
  [
    "perl -0777 -ne 'print length' /dev/null; printf 'a\\nb\\n' | perl -0777 -pe 's/\\n/,/g'; echo; printf 'a\\n\\nb\\nc\\n\\n\\nd\\n' | perl -00 -ne 'print \"[$_]\"'",
    '0a,b,\n[a\n\n][b\nc\n\n][d\n][0]\n',
  ],
  ["perl -le 'print for sort { $a <=> $b } (10, 2, 33)'", '2\n10\n33\n[0]\n'],
  ["perl -MList::Util=sum -le 'print sum 1..10'", '55\n[0]\n'],
  ["printf 'abc\\nxyz\\n' | perl -ne 'print if /b/'", 'abc\n[0]\n'],
  [
    'perl -pe \'s/\\$\\{?(\\w+)\\}?/exists $ENV{$1} ? $ENV{$1} : ""/ge\' <<X\nhome=$HOME\nX\n',
    'home=/root\n[0]\n',
  ],
  [
    "printf 'listen 80;\\n' > n.conf; perl -pi -e 's/listen 80/listen 8080/' n.conf; cat n.conf",
    'listen 8080;\n[0]\n',
  ],
  [
    "printf 'b 2\\na 1\\nc 3\\n' | perl -lane '$h{$F[0]} = $F[1]; END { print \"$_ => $h{$_}\" for sort keys %h }'",
    'a => 1\nb => 2\nc => 3\n[0]\n',
  ],
  [
    "printf 'one two\\nthree\\n' | perl -ne '$w += split; END { print \"$w words in $. lines\\n\" }'",
    '3 words in 2 lines\n[0]\n',
  ],
  ['perl -MList::Util=shuffle,sum -e \'print sum(map { $_ ** 2 } 1..4), "\\n"\'', '30\n[0]\n'],
  [
    'perl -Mstrict -Mwarnings -e \'my ($name, %opt) = ("x", a => 1); print "$name $opt{a}\\n"\'',
    'x 1\n[0]\n',
  ],
  [
    'perl -we \'use strict; my %h = (a => undef); print "x $h{a} y\\n"; my $z = $h{nope} . "s"; my $k = "q"; print $h{$k} + 1, "\\n"; print STDERR "e\\n"\'',
    'Use of uninitialized value $h{"a"} in concatenation (.) or string at -e line 1.\nUse of uninitialized value $h{"nope"} in concatenation (.) or string at -e line 1.\nUse of uninitialized value $h{"q"} in addition (+) at -e line 1.\ne\nx  y\n1\n[0]\n',
  ],
  [
    'perl -v | head -2',
    '\nThis is perl 5, version 36, subversion 0 (v5.36.0) built for x86_64-linux-gnu-thread-multi\n[0]\n',
  ],
  ['perl --version | sed -n 4,5p | head -1 | cut -c1-9', '\n[0]\n'],
  [
    'printf \'#!/usr/bin/env perl\\nprint "env ok @ARGV\\\\n";\\n\' > e.pl; chmod +x e.pl; ./e.pl 1 2',
    'env ok 1 2\n[0]\n',
  ],
  ['printf \'#!/usr/bin/perl -n\\nprint "l:$_";\\n\' > n.pl; chmod +x n.pl; echo hi | ./n.pl', 'l:hi\n[0]\n'],
  ['echo \'print "from stdin\\n"; exit 4\' | perl', 'from stdin\n[4]\n'],
  ['echo \'print "dash @ARGV\\n"\' | perl - a b', 'dash a b\n[0]\n'],
  [
    'printf \'package My::Mod;\\nuse strict;\\nuse Exporter "import";\\nour @EXPORT_OK = ("hello");\\nour $VERSION = "1.2";\\nsub hello { return "hello $_[0]" }\\n1;\\n\' > Mod.pm; mkdir -p lib/My; mv Mod.pm lib/My/; perl -Ilib -MMy::Mod=hello -e \'print hello("w"), " ", My::Mod->VERSION, "\\n"\'; perl -e \'use lib "lib"; use My::Mod qw(hello); print hello("x"), "\\n"; print $INC{"My/Mod.pm"}, "\\n"\'',
    'hello w 1.2\nhello x\nlib/My/Mod.pm\n[0]\n',
  ],
  ["perl -lne 'print $1 if /^(root):/' /etc/passwd", 'root\n[0]\n'],
  ["perl -F: -lane 'print $F[0] if $F[2] == 0' /etc/passwd", 'root\n[0]\n'],
  [
    'perl -ne \'print "$ARGV:$.:$_" if /^root/; close ARGV if eof\' /etc/passwd /etc/group',
    '/etc/passwd:1:root:x:0:0:root:/root:/bin/bash\n/etc/group:1:root:x:0:\n[0]\n',
  ],
  ['perl -nope', 'Unrecognized switch: -ope  (-h will show valid options).\n[29]\n'],
  ["printf '' | perl -ne 'print; END { print \"none\\n\" }'", 'none\n[0]\n'],
];

const LANGUAGE: readonly Case[] = [
  ['perl -e \'print "perl says ", 6 * 7, "\\n";\'', 'perl says 42\n[0]\n'],
  [
    'perl -e \'my @a=(3,1,2); print join(",", sort { $a <=> $b } @a), "\\n"; print "@a[0,1] $#a\\n";\'',
    '1,2,3\n3 1 2\n[0]\n',
  ],
  [
    'perl -e \'my %h=(a=>1,b=>2); for my $k (sort keys %h) { print "$k=$h{$k}\\n" } print scalar(keys %h), "\\n"\'',
    'a=1\nb=2\n2\n[0]\n',
  ],
  [
    'perl -e \'use strict; use warnings; my $x = "abc"; print ucfirst($x), uc $x, length $x, reverse("ab"), scalar reverse("ab"), "\\n"\'',
    'AbcABC3abba\n[0]\n',
  ],
  ['perl -e \'die "oops"\'', 'oops at -e line 1.\n[255]\n'],
  ['perl -e \'die "oops\\n"\'', 'oops\n[255]\n'],
  [
    'perl -e \'eval { die "x\\n" }; print "caught $@"; eval { my $z = 1 / 0; }; print $@\'',
    'caught x\nIllegal division by zero at -e line 1.\n[0]\n',
  ],
  [
    'perl -e \'open(my $fh, "<", "/nope") or die "cannot: $!"\'',
    'cannot: No such file or directory at -e line 1.\n[2]\n',
  ],
  ["perl -e 'exit 3'", '[3]\n'],
  [
    "perl -e 'use strict; $x = 1;'",
    'Global symbol "$x" requires explicit package name (did you forget to declare "my $x"?) at -e line 1.\nExecution of -e aborted due to compilation errors.\n[255]\n',
  ],
  ["perl -e 'foo();'", 'Undefined subroutine &main::foo called at -e line 1.\n[255]\n'],
  [
    "perl -e 'print 1 +;'",
    'syntax error at -e line 1, near "+;"\nExecution of -e aborted due to compilation errors.\n[255]\n',
  ],
  ['perl -E \'say for 1..3; say "a" x 3; say join "-", (1,2) x 2\'', '1\n2\n3\naaa\n1-2-1-2\n[0]\n'],
  [
    'perl -e \'my $r = { list => [1,2,{a=>5}], name => "n" }; print "$r->{name} $r->{list}[2]{a} @{$r->{list}}[0,1] ${$r}{name} $$r{name} @{[ map { $_*2 } 1..3 ]}\\n"\'',
    'n 5 1 2 n n 2 4 6\n[0]\n',
  ],
  [
    'perl -e \'sub add { my ($x, $y) = @_; return $x + $y } print add(2,3), "\\n"; my $f = sub { $_[0] * 2 }; print $f->(4), &$f(5), "\\n"\'',
    '5\n810\n[0]\n',
  ],
  [
    'perl -e \'my @s = map { { name => $_, n => length $_ } } qw(aa b ccc); print join(",", map { "$_->{name}:$_->{n}" } sort { $a->{n} <=> $b->{n} } @s), "\\n"\'',
    'b:1,aa:2,ccc:3\n[0]\n',
  ],
  [
    'perl -e \'my $s = "2024-01-15"; if ($s =~ /^(\\d+)-(\\d+)-(\\d+)$/) { print "$1 $2 $3 $& \\n" } my ($y) = $s =~ /(\\d{4})/; print "$y\\n"; my @n = $s =~ /\\d+/g; print "@n\\n"\'',
    '2024 01 15 2024-01-15 \n2024\n2024 01 15\n[0]\n',
  ],
  [
    'perl -e \'$_ = "hello world"; s/(\\w+)/\\u$1/g; print "$_\\n"; (my $t = $_) =~ tr/a-z/A-Z/; print "$t\\n"; my $n = tr/o//; print "$n\\n"; print s/o/0/gr, "\\n"\'',
    'Hello World\nHELLO WORLD\n2\nHell0 W0rld\n[0]\n',
  ],
  [
    'perl -e \'printf "%5.2f|%-5s|%05d|%x|%o|%e|%s|%3d%%|%b\\n", 3.14159, "ab", 42, 255, 8, 12345.678, "z", 50, 5\'',
    ' 3.14|ab   |00042|ff|10|1.234568e+04|z| 50%|101\n[0]\n',
  ],
  [
    'perl -e \'my $i = 0; while (1) { last if ++$i > 3; next if $i == 2; print $i } print "\\n"; OUTER: for my $a (1..3) { for my $b (1..3) { next OUTER if $b == 2; print "$a$b " } } print "\\n"\'',
    '13\n11 21 31 \n[0]\n',
  ],
  [
    'perl -e \'print "a" . 1 + 2, "\\n"; print "3 apples" * 2, "\\n"; print "10" == 10.0 ? "y" : "n", "\\n"\'',
    '2\n6\ny\n[0]\n',
  ],
  [
    'perl -e \'my @a = (1..5); push @a, 6; unshift @a, 0; my $p = pop @a; my $s = shift @a; print "$p $s @a\\n"; my @r = splice(@a, 1, 2); print "@r | @a\\n"; print "last $a[-1] $a[$#a] ", scalar(@a), "\\n"\'',
    '6 0 1 2 3 4 5\n2 3 | 1 4 5\nlast 5 5 3\n[0]\n',
  ],
  [
    'perl -e \'my $str = <<"EOT"; print $str; print <<~X;\none $0\nEOT\n   two\n     three\n   X\n\'',
    'one -e\ntwo\n  three\n[0]\n',
  ],
  [
    'perl -e \'print join("|", split(/,/, "a,b,,c,,")), "\\n"; print join("|", split(//, "abc")), "\\n"; print join("|", split(" ", "  a  b c ")), "\\n"; print join("|", split(/(,)/, "a,b")), "\\n"; print join("|", split(/,/, "a,b,c,d", 2)), "\\n"\'',
    'a|b||c\na|b|c\na|b|c\na|,|b\na|b,c,d\n[0]\n',
  ],
  [
    'perl -e \'my $h = {}; $h->{a}{b}[2] = 5; print exists $h->{a}{b} ? 1 : 0, defined $h->{x} ? 1 : 0, scalar @{$h->{a}{b}}, "\\n"; delete $h->{a}; print scalar(keys %$h), "\\n"\'',
    '103\n0\n[0]\n',
  ],
  [
    'perl -e \'print "yes\\n" if "abc" lt "abd" and not 0; print "x" unless 0; print "\\n"; my @e = (); print "empty\\n" if !@e; my ($a, $b) = (1, 2); ($a, $b) = ($b, $a); print "$a$b\\n"\'',
    'yes\nx\nempty\n21\n[0]\n',
  ],
  [
    'perl -e \'local $, = "-"; local $\\ = "!\\n"; print 1,2,3; my @a=(1,2); { local $" = ","; print "@a" }\'',
    '1-2-3!\n1,2!\n[0]\n',
  ],
  [
    'perl -e \'print `echo hi`; my $rc = system("exit 3"); print $rc >> 8, " $?\\n"; my @l = `printf "a\\nb\\n"`; print scalar(@l), "\\n"; system("echo", "a b")\'',
    'hi\n72057594037927935 -1\n2\na b\n[0]\n',
  ],
  ['perl -e \'print "$ENV{FOO}\\n"; $ENV{BAR}="x"; system("echo \\$BAR")\'', '\nx\n[0]\n'],
  [
    "perl -e 'use Foo::Bar;'",
    "Can't locate Foo/Bar.pm in @INC (you may need to install the Foo::Bar module) (@INC contains: /etc/perl /usr/local/lib/x86_64-linux-gnu/perl/5.36.0 /usr/local/share/perl/5.36.0 /usr/lib/x86_64-linux-gnu/perl5/5.36 /usr/share/perl5 /usr/lib/x86_64-linux-gnu/perl-base /usr/lib/x86_64-linux-gnu/perl/5.36 /usr/share/perl/5.36 /usr/local/lib/site_perl) at -e line 1.\nBEGIN failed--compilation aborted at -e line 1.\n[2]\n",
  ],
  [
    'perl -e \'use strict; use warnings; my %h; $h{$_}++ for qw(a b a); print map { "$_=$h{$_} " } sort keys %h; print "\\n"\'',
    'a=2 b=1 \n[0]\n',
  ],
  [
    'perl -e \'package Counter; sub new { my ($c, %a) = @_; return bless { n => $a{start} || 0 }, $c } sub inc { my $s = shift; $s->{n}++; return $s } sub n { $_[0]{n} } package main; my $c = Counter->new(start => 5); $c->inc->inc; print $c->n, " ", ref($c), "\\n"\'',
    '7 Counter\n[0]\n',
  ],
  [
    'perl -e \'use List::Util qw(sum max min first); print sum(1..4), max(3,9,2), min(3,1), first { $_ > 2 } (1..5); print "\\n"; use POSIX qw(floor ceil); print floor(3.7), ceil(3.2), "\\n"\'',
    '10913\n34\n[0]\n',
  ],
  [
    'perl -e \'my $x = 5; my $s = $x > 3 ? "big" : "small"; print "$s\\n"; my $y //= 7; $y ||= 8; $y **= 2; print "$y\\n"; my $z = "az"; $z++; print "$z\\n"\'',
    'big\n49\nba\n[0]\n',
  ],
  [
    'perl -e \'print ucfirst(lc("HELLO")), " ", substr("abcdef", 2, 3), substr("abc", -2), " ", index("hello","l"), rindex("hello","l"), " ", sprintf("%03d", 7), " ", join(",", map { chr(ord($_)+1) } split //, "abc"), "\\n"; my $s = "abcdef"; substr($s, 0, 1) = "X"; substr($s, -1, 1, "Z"); print "$s\\n"\'',
    'Hello cdebc 23 007 b,c,d\nXbcdeZ\n[0]\n',
  ],
  [
    'perl -e \'my @sorted = sort { $b <=> $a || $a cmp $b } (10, 9, 100); print "@sorted\\n"; print "@{[reverse 1..3]}\\n"; print join(",", grep { $_ % 2 } 1..6), "\\n"; print "ok\\n" if grep { $_ eq "a" } qw(a b)\'',
    '100 10 9\n3 2 1\n1,3,5\nok\n[0]\n',
  ],
  [
    'perl -e \'my $c = 0; my @subs = map { my $n = $_; sub { return $n * 10 + $c++ } } 1..2; print $_->(), " " for @subs; print "\\n"; sub fact { my $n = shift; $n <= 1 ? 1 : $n * fact($n-1) } print fact(20), " ", fact(25), "\\n"\'',
    '10 21 \n2432902008176640000 1.5511210043331e+25\n[0]\n',
  ],
  ["perl -e 'my $x; $x->foo'", 'Can\'t call method "foo" on an undefined value at -e line 1.\n[255]\n'],
  [
    "perl -e 'Foo->bar'",
    'Can\'t locate object method "bar" via package "Foo" (perhaps you forgot to load "Foo"?) at -e line 1.\n[255]\n',
  ],
  ['perl -e \'print "a\\tb\\x41\\x{263a}\\n"\'', 'Wide character in print at -e line 1.\na\tbA☺\n[0]\n'],
  [
    'perl -e \'print length("é"), "\\n"; use utf8; print length("é"), "\\n"; binmode(STDOUT, ":utf8"); print "é\\n"\'',
    '2\n1\né\n[0]\n',
  ],
  [
    'perl -e \'use constant { A => 1, B => "x" }; use constant PI => 3.14159; use constant L => (1,2); print A, B, PI, (L)[1], PI * 2, "\\n"\'',
    '1x3.1415926.28318\n[0]\n',
  ],
  [
    "perl -e 'if (1) { print 1;'",
    'Missing right curly or square bracket at -e line 1, at end of line\nsyntax error at -e line 1, at EOF\nExecution of -e aborted due to compilation errors.\n[255]\n',
  ],
  ["perl -e 'print \"a'", "Can't find string terminator '\"' anywhere before EOF at -e line 1.\n[255]\n"],
  [
    'perl -e \'my %h = map { $_ => 1 } qw(a b); print join(",", sort keys %h), "\\n"; my %i = reverse (x => 1); print $i{1}, "\\n"; my ($first, @rest) = (1,2,3); print "$first|@rest\\n"; my $count = () = "aXbXc" =~ /X/g; print "$count\\n"; my ($k) = (5,6); my $n = (5,6)[1]; print "$k$n\\n"\'',
    'a,b\nx\n1|2 3\n2\n56\n[0]\n',
  ],
  [
    'perl -e \'my $t = "x=1"; $t =~ s/(\\d+)/$1+1/e; print "$t\\n"; $t =~ s{x}{y}; print "$t\\n"; my $p = "a/b/c"; (my $q = $p) =~ s#/#::#g; print "$q\\n"; my @w = ("  trim "); s/^\\s+|\\s+$//g for @w; print "[$w[0]]\\n"\'',
    'x=2\ny=2\na::b::c\n[trim]\n[0]\n',
  ],
  [
    'perl -e \'print "Sum: @{[1+2]}\\n"; print "email\\@x.com costs \\$5 100%\\n"; my @a = (1,2); print "n: $#a $#{[1,2,3]} ${\\ scalar(@a)}\\n"; print q(it\'\'s), qq{<a>}, "\\n"\'',
    'Sum: 3\nemail@x.com costs $5 100%\nn: 1 2 2\nits<a>\n[0]\n',
  ],
  [
    'perl -e \'do { print "once\\n" } while (0); my $i = 3; until ($i <= 0) { print $i--; } print "\\n"; for (my $j = 0; $j < 3; $j++) { print $j } print "\\n"; print "$_ " foreach reverse 1..3; print "\\n"; my @l = (1) x 3; print "@l\\n"\'',
    'once\n321\n012\n3 2 1 \n1 1 1\n[0]\n',
  ],
  [
    'perl -e \'print "a" lt "b", "|", 1 == 2, "|", !!1, "|", !1, "|", defined(undef)+0, "|", 5 <=> 3, "|", "a" cmp "b", "|", 7 <=> 7, "\\n"; print 1_000, 0x1f, 0b11, 017, " ", 1.50, " ", 1e-5, " ", 123456789012345678, "\\n"; print 10/3, " ", int(-3.7), " ", abs(-4), " ", sqrt(16), " ", 2**0.5, "\\n"\'',
    '1||1||0|1|-1|0\n100031315 1.5 1e-05 123456789012345678\n3.33333333333333 -3 4 4 1.4142135623731\n[0]\n',
  ],
  [
    'perl -e \'print hex("ff"), oct("0x1f"), oct("755"), " ", ord("A"), chr(66), lc("ABC"), "\\n"; my @a = (1,2,3); print "last: $a[-1]; $a[$#a]; @a[1..2]\\n"; my %h = (a=>1,b=>2,c=>3); my @v = @h{qw(a b)}; print "@v\\n"; while (my ($k, $v) = each @a) { print "$k=$v " } print "\\n"\'',
    '25531493 65Babc\nlast: 3; 3; 2 3\n1 2\n0=1 1=2 2=3 \n[0]\n',
  ],
  [
    'perl -e \'use strict; my $r = "x"; print $$r\'',
    'Can\'t use string ("x") as a SCALAR ref while "strict refs" in use at -e line 1.\n[255]\n',
  ],
  [
    'perl -e \'my @a = ([1,2],[3,4]); print $a[1][0], $a[1]->[1], scalar(@{$a[0]}), "\\n"; print join(";", map { join(",", @$_) } @a), "\\n"; my @copy = @{$a[0]}; push @{$a[0]}, 9; print "@copy|@{$a[0]}\\n"; print ref([]), ref({}), ref(\\1), ref(sub {}), ref(\\\\1), ref(qr/x/), "\\n"\'',
    '342\n1,2;3,4\n1 2|1 2 9\nARRAYHASHSCALARCODEREFRegexp\n[0]\n',
  ],
  [
    'perl -e \'sub f { return wantarray ? "list" : "scalar" } my @x = f(); my $y = f(); print "$x[0] $y\\n"; sub g { my %o = (size => 1, @_); return "$o{size}$o{color}" } print g(color => "red"), "\\n"; print "done\\n" if defined &f;\'',
    'list scalar\n1red\ndone\n[0]\n',
  ],
  [
    'perl -e \'warn "hey"; warn "a\\n"; print STDERR "err\\n"; print STDOUT "out\\n"; print {*STDOUT} "glob\\n"; my $fh = \\*STDOUT; print $fh "ref\\n"; $| = 1; print "x\\n"\'',
    'hey at -e line 1.\na\nerr\nout\nglob\nref\nx\n[0]\n',
  ],
  [
    'perl -e \'print "ok $]\\n"; printf "%vd\\n", $^V; print "$^O\\n"; print __LINE__, __FILE__, __PACKAGE__, "\\n"\' ',
    'ok 5.036000\n5.36.0\nlinux\n1-emain\n[0]\n',
  ],
  [
    'perl -e \'my $s = sprintf "%s-%s", "a", "b"; print "$s\\n"; print "abc" x 2 . "d", "\\n"; print "z" . "-" x 10 . "\\n"; my @m = (1,2,3); print "@m[grep { $_ != 1 } 0..$#m]\\n"; print "$m[0]$m[1]\\n"; print "time ok\\n" if time > 1000; my ($x, $y, $z) = @m; print $x+$y*$z, "\\n"\'',
    'a-b\nabcabcd\nz----------\n1 3\n12\ntime ok\n7\n[0]\n',
  ],
  [
    'perl -e \'local $_ = "topic"; print; print "\\n"; print length, "\\n"; for (qw(a b)) { print uc } print "\\n"; print "match\\n" if /top/; my @w = split /p/; print "@w\\n"\'',
    'topic\n5\nAB\nmatch\nto ic\n[0]\n',
  ],
  ['perl -e \'BEGIN { print "b\\n" } END { print "e\\n" } print "m\\n"; exit 2\'', 'b\nm\ne\n[2]\n'],
  [
    'perl -e \'print "@{[ %{{a=>1}} ]}\\n"; my %h; @h{qw(a b)} = (1,2); print join(",", map {"$_$h{$_}"} sort keys %h), "\\n"; my ($a1, $b1) = @h{"a","b"}; print $a1+$b1, "\\n"; delete @h{qw(a)}; print exists $h{a} ? 1:0, "\\n"; print "nested: $h{b}\\n" if %h\'',
    'a 1\na1,b2\n3\n0\nnested: 2\n[0]\n',
  ],
  ['perl -e \'my $text = join "", <DATA>; print $text;\n__END__\ndata line\n\'', '[0]\n'],
  [
    'perl -e \'foreach my $i (reverse 0..2) { print $i; } my @a = map { $_ * 2 } grep { $_ > 1 } 1..3; print "@a\\n"; my $str = "a.b.c"; print join("|", split(/\\./, $str)), "\\n"; print "A" . ("b" x 3) . "\\n"; print "yes" if "foo" =~ /^f/ && "bar" !~ /z/; print "\\n"\'',
    '2104 6\na|b|c\nAbbb\nyes\n[0]\n',
  ],
  [
    'perl -e \'open(my $p, "-|", "echo piped; echo two") or die; while (<$p>) { print "got $_" } close $p; open(my $q, "|-", "cat") or die; print $q "to cat\\n"; close $q; print "done\\n"\'',
    'got piped\ngot two\nto cat\ndone\n[0]\n',
  ],
  ['perl -e \'exec "echo", "from exec"; \'', 'from exec\n[0]\n'],
  [
    'perl -e \'my $v = $ENV{NOPE} // "default"; print "$v\\n"; my @e = grep { defined } (1, undef, 2); print scalar(@e), "\\n"; my $n = "42abc"; { no warnings; print $n + 0, "\\n"; } print "1.0" + 1, " ", "0x10" + 0, " ", "1e2" * 1, " ", ".5" + 0, "\\n"; print 9**20, " ", -2**2, " ", 2+3 . "5", "\\n"; print 1 <=> 2, " ", [1]==[1] ? 1 : 0, "\\n"\'',
    'default\n2\n42\n2 0 100 0.5\n1.21576654590569e+19 -4 55\n-1 0\n[0]\n',
  ],
  [
    'perl -e \'while ("k1=v1,k2=v2" =~ /(\\w+)=(\\w+)/g) { print "$1>$2;" } my $s = "aXbX"; while ($s =~ /X/g) { print pos($s), " " } print "\\n"\'',
    'k1>v1;k2>v2;2 4 \n[0]\n',
  ],
  [
    'perl -e \'print join(", ", map { sprintf "%02x", ord } split //, "AZ"), "\\n"; print "a,b;c" =~ tr/,;//, "\\n"; print ucfirst lc "WORLD", "\\n"; print "-" x 5, "\\n"; print lc("A") . uc "b", "\\n"\'',
    '41, 5a\n2\nWorld\n-----\naB\n[0]\n',
  ],
  [
    'perl -e \'my @stack; push @stack, $_ for 1..3; print pop @stack while @stack; print "\\n"; my %seen; my @u = grep { !$seen{$_}++ } qw(a b a c b); print "@u\\n"; my ($min, $max) = (sort { $a <=> $b } 5,3,9)[0,-1]; print "$min $max\\n"\'',
    '321\na b c\n3 9\n[0]\n',
  ],
  [
    'perl -e \'sub max2 { my ($a, $b) = @_; return $a if $a > $b; $b } print max2(3, 7), max2(9, 2), "\\n"; sub ctx { return (1,2,3) } my $c = () = ctx(); my ($f) = ctx(); my $l = ctx(); print "$c $f $l\\n"; sub swap { @_[0,1] = @_[1,0] } my ($x, $y) = (1, 2); swap($x, $y); print "$x$y\\n"; sub inc { $_[0]++ } inc($x); print "$x\\n"\'',
    '79\n3 1 3\n21\n3\n[0]\n',
  ],
  [
    'perl -e \'use strict; use warnings; sub new { bless {name => $_[1]}, $_[0] } package Dog; our @ISA = ("main"); sub speak { my $self = shift; return "$self->{name} says woof" } package main; my $d = Dog->new("Rex"); print $d->speak, "\\n"; print $d->isa("main") ? "isa\\n" : "no\\n"; print Dog->can("speak") ? "can\\n" : "no\\n"; my $m = "speak"; print $d->$m, "\\n"; my $class = "Dog"; print ref($class->new("A")), "\\n"\'',
    'Rex says woof\nisa\ncan\nRex says woof\nDog\n[0]\n',
  ],
  [
    'perl -e \'my $s = "The quick brown fox"; my $n = () = $s =~ /o/g; my @w = split " ", $s; print "$n ", scalar(@w), " ", join(" ", map { ucfirst lc } reverse @w), "\\n"; print "pos: ", index($s, "quick"), "\\n"; $s =~ s/(\\w+) (\\w+)/$2 $1/; print "$s\\n"; my ($first) = $s =~ /^(\\w+)/; print "$first\\n"; print join("|", $s =~ /\\b(\\w)/g), "\\n"; (my $c = $s) =~ s/\\s+//g; print length($c), "\\n"; print "ok\\n" if $s =~ m{quick}xms; print scalar($s =~ s/[aeiou]//gr), "\\n"\'',
    '2 4 Fox Brown Quick The\npos: 4\nquick The brown fox\nquick\nq|T|b|f\n16\nok\nqck Th brwn fx\n[0]\n',
  ],
  [
    'perl -e \'local $/ = undef; open my $f, "<", "/etc/debian_version" or die; my $t = <$f>; print length($t) > 2 ? "read\\n" : "no\\n"; print "eof\\n" if eof($f); close($f); open my $g, ">", "/tmp/w.txt" or die $!; print {$g} "a\\nb\\n"; close $g or die; open $g, ">>", "/tmp/w.txt"; print $g "c\\n"; close $g; open(my $r, "/tmp/w.txt"); { local $/ = "\\n"; my $n = 0; $n++ while <$r>; print "$n lines, $.\\n"; } unlink "/tmp/w.txt"; print "gone\\n" unless -e "/tmp/w.txt"\'',
    'read\neof\n3 lines, 3\ngone\n[0]\n',
  ],
  [
    'perl -e \'my $out = ""; open my $fh, ">", \\$out; print $fh "in memory"; close $fh; print "$out\\n"; open $fh, "<", \\"l1\\nl2\\n"; my @l = <$fh>; print scalar @l, "\\n"; printf STDOUT "%s %s\\n", "a", "b"; printf("%-10s|%+d|%5s|%.3s|%05.1f|%x|%#x|%#o|%e\\n", "left", 5, "r", "abcdef", 2.55, 255, 255, 8, 0.00012)\'',
    'in memory\n2\na b\nleft      |+5|    r|abc|002.5|ff|0xff|010|1.200000e-04\n[0]\n',
  ],
  [
    'perl -e \'my $i = 10; { local $@; eval { die "inner\\n" }; } print "after: [$@]\\n"; eval { eval { die "a\\n" }; print "got $@"; die "b\\n" }; print "then $@"; my $ok = eval { 1 }; print "ok=$ok err=[$@]\\n"; my $r = eval { die { code => 5 } ; 1 } || $@->{code}; print "$r\\n"; unless (eval { risky(); 1 }) { print "failed: $@" } sub risky { die "risk at all\\n" }\'',
    'after: []\ngot a\nthen b\nok=1 err=[]\n5\nfailed: risk at all\n[0]\n',
  ],
  [
    'perl -e \'my @m = ([1,2,3],[4,5,6]); print join("\\n", map { join " ", @$_ } @m), "\\n"; my @t; for my $r (0..$#m) { for my $c (0..$#{$m[$r]}) { $t[$c][$r] = $m[$r][$c] } } print "@$_\\n" for @t; my %hoh = (a => {x => 1}); $hoh{b}{x} = 2; print join(",", map { "$_=$hoh{$_}{x}" } sort keys %hoh), "\\n"; print exists $hoh{c} ? "y" : "n", "\\n"\'',
    '1 2 3\n4 5 6\n1 4\n2 5\n3 6\na=1,b=2\nn\n[0]\n',
  ],
  [
    'perl -e \'my $str = "x" . 5 + 3; print "$str\\n"; print "5" + "5", " ", "5" . "5", "\\n"; print 7 / 2, " ", int(7 / 2), " ", 7 % 3, " ", -7 / 2, " ", 2 ** 3 ** 2, "\\n"; print 1 . 1 + 1, "\\n"; print "inf: ", 9**9**9, " nan: ", -sin(9**9**9), "\\n"; print 1e100, " ", 1.0, " ", 1.10, " ", 100000 * 100000, " ", 3.0 * 2, " ", 1e16, " ", 0.000001, " ", 0.0000001, "\\n"; print 255 == 0xff ? "eq\\n" : "ne\\n"; print 5 & 3, 5 | 3, 5 ^ 3, ~5 & 7, 1 << 4, 256 >> 2, "\\n"\'',
    '3\n10 55\n3.5 3 1 -3.5 512\n12\ninf: Inf nan: NaN\n1e+100 1 1.1 10000000000 6 1e+16 1e-06 1e-07\neq\n17621664\n[0]\n',
  ],
  [
    'perl -e \'print "unless\\n" unless 0; my @e = (); if (@e) { print "has" } elsif (!@e) { print "empty\\n" } else { print "?" } my $n = 0; while ($n < 5) { $n++; next if $n % 2; last if $n > 4; print $n } continue { print "." } print "\\n"; my $k = 0; do { $k++ } until $k >= 3; print "$k\\n"; for my $i (1..3) { print $i; redo if $i == 2 && !$x++ } print "\\n"; my ($a, $b, @c) = (1..5); print "$a $b @c\\n"\'',
    'unless\nempty\n.2..4..\n3\n1223\n1 2 3 4 5\n[0]\n',
  ],
  [
    'perl -e \'use strict; use warnings; my $undef; my $t = "v: " . $undef; my $sum = 1 + $undef; print $undef; if ($undef eq "a") { } if ($undef == 1) { } my @a = (1); my $j = join("-", 1, 2); print "$a[0] $j\\n";\'',
    'Use of uninitialized value $undef in concatenation (.) or string at -e line 1.\nUse of uninitialized value $undef in addition (+) at -e line 1.\nUse of uninitialized value $undef in print at -e line 1.\nUse of uninitialized value $undef in string eq at -e line 1.\nUse of uninitialized value $undef in numeric eq (==) at -e line 1.\n1 1-2\n[0]\n',
  ],
  [
    "perl -e 'use strict; my $total = 0; foo($total); sub foo { my $t = shift; $count++; }'",
    'Global symbol "$count" requires explicit package name (did you forget to declare "my $count"?) at -e line 1.\nExecution of -e aborted due to compilation errors.\n[255]\n',
  ],
  [
    "perl -e 'print \"unterminated'",
    "Can't find string terminator '\"' anywhere before EOF at -e line 1.\n[255]\n",
  ],
  [
    "perl -e 'my @a = (1,2,3; print @a;'",
    'syntax error at -e line 1, near "3;"\nExecution of -e aborted due to compilation errors.\n[255]\n',
  ],
  [
    'perl -e \'foreach my $f (glob("/etc/deb*_version")) { print "$f\\n" } my @x = </etc/pass*d>; print "@x\\n"; print -f "/etc/passwd" ? "file" : "none", " ", -d "/etc" ? "dir" : "", " ", -l "/etc/passwd" ? "link" : "nolink", " ", (stat "/etc/passwd")[2] & 0777, "\\n"\'',
    '/etc/debian_version\n/etc/passwd\nfile dir nolink 420\n[0]\n',
  ],
  [
    'perl -e \'print "start\\n"; my $pid = open(my $p, "echo from pipe |") or die; print <$p>; close $p; my $x = `false`; print $? >> 8, "\\n"; `exit 7`; print $? >> 8, "\\n"; print "exists\\n" if system("true") == 0; my $r = system("nonexistent_cmd_x 2>/dev/null"); print $r >> 8, "\\n"; my @o = qx(printf "1\\n2\\n"); chomp @o; print "@o\\n"\'',
    'start\nfrom pipe\n1\n72057594037927935\nexists\n127\n1 2\n[0]\n',
  ],
  ["perl -e 'exit 42'; perl -e 'exit'; perl -e 'die \"x\" if 0; $! = 5; die \"io\\n\"'", 'io\n[5]\n'],
  [
    'perl -e \'my ($d, $m, $y) = (localtime(0))[3,4,5]; printf "%04d-%02d-%02d\\n", $y + 1900, $m + 1, $d; print scalar(localtime(0)), "\\n"; use POSIX qw(strftime); print strftime("%A %d %B %Y %H:%M:%S", gmtime(86400*365)), "\\n"\'',
    '1970-01-01\nThu Jan  1 00:00:00 1970\nFriday 01 January 1971 00:00:00\n[0]\n',
  ],
  [
    'perl -e \'my @sorted = sort { $a->[1] <=> $b->[1] or $a->[0] cmp $b->[0] } (["b", 2], ["a", 2], ["c", 1]); print join(" ", map { $_->[0] } @sorted), "\\n"; my %sales = (x => 3, y => 1, z => 2); foreach my $k (sort { $sales{$b} <=> $sales{$a} } keys %sales) { printf "%-3s %d\\n", $k, $sales{$k} } sub by_num { $a <=> $b } print join(",", sort by_num 10, 9, 8), "\\n"; print join(",", reverse sort { $a <=> $b } 1..3), "\\n"\'',
    'c a b\nx   3\nz   2\ny   1\n8,9,10\n3,2,1\n[0]\n',
  ],
  [
    'perl -e \'use feature "say"; say "hi"; say for grep { !($_ & 1) } 1..4; my $x = sub { my $n = shift; return sub { $n++ } }->(5); say $x->(), $x->(); my @fns = (sub { "a" }, sub { "b$_[0]" }); say $fns[1]->("c"); say &{$fns[0]}; my %d = (add => sub { $_[0] + $_[1] }); say $d{add}->(2, 3); say $d{add}(4, 5)\'',
    'hi\n2\n4\n56\nbc\na\n5\n9\n[0]\n',
  ],
  [
    'perl -e \'print "a" || "b", "\\n"; print 0 || "zero", "\\n"; print "" // "defined", "|\\n"; my @r = (1) x 3; print "@r[0..1]\\n"; print "yes\\n" if "abc" =~ /B/i; print "1: $1\\n" if "foo=bar" =~ /=(.*)/; print join(",", "2024-01-02" =~ /(\\d+)-(\\d+)-(\\d+)/), "\\n"; my $v = "10"; print $v++ . $v, "\\n"; print "chained\\n" if 1 < 2; my $s = "abc"; print substr($s, 1), " ", reverse(split //, $s), " ", lc uc $s, "\\n"; print ((1 + 2) * 3); print "\\n"\'',
    'a\nzero\n|\n1 1\nyes\n1: bar\n2024,01,02\n1011\nchained\nbc cba abc\n9\n[0]\n',
  ],
  [
    'perl -e \'my %h; $h{x}{y}++; $h{list}[1] = "b"; print defined $h{list}[0] ? 1 : 0, $h{x}{y}, "\\n"; my @a = (1..3); $#a = 0; print "@a\\n"; @a[1,2] = (8, 9); print "@a\\n"; my @b = (@a, 4); print scalar(@b), " $#b\\n"; print "last\\n" if $a[-1] == 9; delete $h{x}; print join(",", keys %h), "\\n"; my ($q, $w) = @{[1, 2]}; print $q + $w, "\\n"; print "@{$h{list}}[1]\\n"; undef @a; print scalar(@a), "\\n"; print join("|", map { defined ? $_ : "undef" } (1, undef, 3)), "\\n"; print exists $b[10] ? "y" : "n", "\\n"\'',
    '01\n1\n1 8 9\n4 3\nlast\nlist\n3\nb\n0\n1|undef|3\nn\n[0]\n',
  ],
  [
    'perl -e \'$_ = "x=1, y=2"; my %h = /(\\w)=(\\d)/g; print map { "$_$h{$_}" } sort keys %h; print "\\n"; s/(\\d)/<$1>/g; print "$_\\n"; print "pre[$`] match[$&] post[$\'"\'"\']\\n" if /y/; my @p = split /\\s*,\\s*/; print scalar(@p), "\\n"; y/a-z/A-Z/; print "$_\\n"; my $re = qr/(\\w)=/; my @all = /$re/g; print "@all\\n"; print "has\\n" if /X=${\\ "<"}/; my $str = "a.b"; print "quoted\\n" if "a.b" =~ /^\\Q$str\\E$/; print join("|", "aXbXc" =~ /[^X]+/g), "\\n"; "abc" =~ /(?<first>a)(?<rest>.*)/; print "$+{first}-$+{rest}\\n"; (my $x = "  pad  ") =~ s/^\\s+|\\s+$//g; print "[$x]\\n"; print "multi\\n" if "a\\nb" =~ /^b$/m; print "dot\\n" if "a\\nb" =~ /a.b/s\'',
    'x1y2\nx=<1>, y=<2>\npre[x=<1>, ] match[y] post[=<2>]\n2\nX=<1>, Y=<2>\nX Y\nhas\nquoted\na|b|c\na-bc\n[pad]\nmulti\ndot\n[0]\n',
  ],
  ['perl -e \'print "$0 @ARGV\\n"\' -- -x y', '-e -x y\n[0]\n'],
  [
    "perl -e 'require Foo::Bar; '",
    "Can't locate Foo/Bar.pm in @INC (you may need to install the Foo::Bar module) (@INC contains: /etc/perl /usr/local/lib/x86_64-linux-gnu/perl/5.36.0 /usr/local/share/perl/5.36.0 /usr/lib/x86_64-linux-gnu/perl5/5.36 /usr/share/perl5 /usr/lib/x86_64-linux-gnu/perl-base /usr/lib/x86_64-linux-gnu/perl/5.36 /usr/share/perl/5.36 /usr/local/lib/site_perl) at -e line 1.\n[2]\n",
  ],
  [
    'perl -e \'eval { require Foo; 1 } or print "no Foo\\n"; eval "use Foo; 1" or print "still none\\n"\'',
    'no Foo\nstill none\n[0]\n',
  ],
  [
    'perl -e \'my $x = "abc"; $x->{a} = 1; use strict; my $y = "abc"; $y->{a} = 1;\'',
    'Can\'t use string ("abc") as a HASH ref while "strict refs" in use at -e line 1.\n[255]\n',
  ],
  ["perl -e 'my $r = [1]; print $r->{a}'", 'Not a HASH reference at -e line 1.\n[255]\n'],
  [
    "perl -e 'my @a = (1); $a[0]->method;'",
    'Can\'t locate object method "method" via package "1" (perhaps you forgot to load "1"?) at -e line 1.\n[255]\n',
  ],
  ["perl -e 'my $n = 0; print 5 % $n;'", 'Illegal modulus zero at -e line 1.\n[255]\n'],
  [
    'perl -e \'sub r { my $n = shift; return $n < 2 ? $n : r($n-1) + r($n-2) } print r(15), "\\n"; my @f = (0, 1); push @f, $f[-1] + $f[-2] while @f < 10; print "@f\\n"\'',
    '610\n0 1 1 2 3 5 8 13 21 34\n[0]\n',
  ],
  [
    'perl -e \'print "Enter: "; my $l = <STDIN>; chomp($l //= "none"); print "got $l\\n"; print defined(<STDIN>) ? "more" : "eof", "\\n"\' < /dev/null',
    'Enter: got none\neof\n[0]\n',
  ],
  [
    'perl -e \'for my $i (1..15) { print $i % 15 == 0 ? "FizzBuzz" : $i % 5 == 0 ? "Buzz" : $i % 3 == 0 ? "Fizz" : $i, "\\n" }\'',
    '1\n2\nFizz\n4\nBuzz\nFizz\n7\n8\nFizz\nBuzz\n11\nFizz\n13\n14\nFizzBuzz\n[0]\n',
  ],
  [
    'perl -e \'@ARGV = ("/etc/debian_version"); while (<>) { chomp; print "$ARGV: ", length, "\\n" } \'',
    '/etc/debian_version: 5\n[0]\n',
  ],
  ['perl -e \'my $n = 3; END { print "end $n\\n" } $n++; exit 1\'', 'end 4\n[1]\n'],
  [
    'perl -e \'my @l = <STDIN>; print scalar(@l), "\\n"; print "$.\\n"\' < /etc/debian_version',
    '1\n1\n[0]\n',
  ],
  [
    'perl -e \'use strict; use warnings; my $name = shift // "world"; my $count = shift || 1; print "Hello, $name!\\n" for 1..$count;\' Bob 2',
    'Hello, Bob!\nHello, Bob!\n[0]\n',
  ],
  [
    'perl -e \'my %dispatch = ("start" => \\&start, "stop" => sub { print "stopping\\n" }); sub start { print "starting @_\\n" } for my $cmd (qw(start stop bad)) { if (my $h = $dispatch{$cmd}) { $h->("now") } else { warn "unknown: $cmd\\n" } }\'',
    'unknown: bad\nstarting now\nstopping\n[0]\n',
  ],
  [
    'perl -e \'$SIG{TERM} = sub { print "term\\n"; exit 0 }; kill "TERM", $$; sleep 1; print "not\\n"\'',
    'term\n[0]\n',
  ],
  [
    'perl -e \'$| = 1; for (1..2) { print "tick $_\\n"; select(undef, undef, undef, 0.1) } print "done\\n"\'',
    'tick 1\ntick 2\ndone\n[0]\n',
  ],
  [
    'perl -e \'my $v = sprintf("%.2f", 2.675); print "$v ", 0.1 + 0.7, " ", 1.23456789012345678, " ", 1e21, " ", 12345678901234567890, "\\n"; print 1/7, " ", 1e-7 * 3, " ", 3.14e2, " ", 1_000_000 * 1_000_000, "\\n"; print 10 % 3.7, " ", 2 ** -1, " ", "3.7" | 0, "\\n"\'',
    '2.67 0.8 1.23456789012346 1e+21 12345678901234567890\n0.142857142857143 3e-07 314 1000000000000\n1 0.5 3\n[0]\n',
  ],
  ['perl -e \'print "Done.\\n" and exit if @ARGV == 0; print "args\\n"\'', 'Done.\n[0]\n'],
  [
    'perl -e \'use Carp; sub c { croak "bad arg" } eval { c() }; print $@; sub d { c("x", 5, undef) } eval { d(1) }; print $@; package Foo; use Carp; sub f { croak "in foo" } package main; eval { Foo::f() }; print $@; c(2);\'',
    'bad arg at -e line 1.\n\tmain::c(2) called at -e line 1\nbad arg at -e line 1.\n\tmain::c() called at -e line 1\n\teval {...} called at -e line 1\nbad arg at -e line 1.\n\tmain::c("x", 5, undef) called at -e line 1\n\tmain::d(1) called at -e line 1\n\teval {...} called at -e line 1\nin foo at -e line 1.\n[255]\n',
  ],
  [
    'perl -e \'sub f { return eval { return 5; } + 1 } print f(), "\\n"; for (1..2) { eval { die "x\\n" if $_ == 1; print "ran $_\\n" }; print "err $@" if $@ } sub g { my @c = caller(0); return "$c[3] $c[2]" } print g(), "\\n"; sub h { eval { my $x = shift; print "in $x\\n" }; } h("a")\'',
    '6\nerr x\nran 2\nmain::g 1\nin a\n[0]\n',
  ],
  [
    'perl -e \'use Carp qw(carp); sub w { carp "careful" } w(); print "done\\n"\'',
    'careful at -e line 1.\n\tmain::w() called at -e line 1\ndone\n[0]\n',
  ],
];

function printed(line: string): string {
  const { stdout, stderr } = run(`{ ${line}\n} 2>&1; echo "[$?]"`, { image: 'bookworm', maxSteps: 400_000 });
  return stdout + stderr;
}

describe('the command line', () => {
  test.each(COMMAND_LINE)('%s', (line, expected) => {
    expect(printed(line)).toBe(expected);
  });
});

describe('the language', () => {
  test.each(LANGUAGE)('%s', (line, expected) => {
    expect(printed(line)).toBe(expected);
  });
});

test('what is not modelled says so', () => {
  expect(printed('perl -e \'print pack("N", 1)\'')).toBe(
    'perl: not modelled on this simulated machine: the function pack; the real Perl has it\n[255]\n',
  );
  expect(printed('perl -e \'"aaa" =~ /a++b/\'')).toBe(
    'perl: not modelled on this simulated machine: a possessive quantifier in the pattern /a++b/; the real Perl has it\n[255]\n',
  );
});

test('only images with perl-base have it', () => {
  const version = (image: 'debian' | 'bookworm' | 'alpine' | 'recorded'): string =>
    run('perl -e \'print "$^V\\n"\'', { image }).stdout;

  expect([version('debian'), version('bookworm'), version('alpine'), version('recorded')]).toEqual([
    'v5.40.1\n',
    'v5.36.0\n',
    '',
    '',
  ]);
});

test('a core module that is there and not modelled is not said to be missing', () => {
  const line = 'perl -MData::Dumper -e 1; perl -MTest2::API -e 1';
  const whole = { files: { '/usr/share/perl/5.40.1/unicore/Name.pl': '' } };
  expect(run(line, whole).stderr).toBe(
    'perl: not modelled on this simulated machine: the module Data::Dumper; the real Perl has it\n' +
      'perl: not modelled on this simulated machine: the module Test2::API; the real Perl has it\n',
  );
  expect(run('perl -MNope -e 1', whole).stderr).toContain("Can't locate Nope.pm in @INC");
  // Debian's perl-base has neither.
  expect(run(line).stderr).toContain("Can't locate Data/Dumper.pm in @INC");
});
