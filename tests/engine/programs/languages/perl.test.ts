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
