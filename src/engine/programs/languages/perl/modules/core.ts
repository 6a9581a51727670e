// Modules that come with Perl and of which none is modelled: perl-base has not got them, the package perl has.
// Source: the files of Debian 13's perl-modules-5.40 and libperl5.40.
const FAMILIES = /^(Test2|ExtUtils|Pod|CPAN|TAP)::/;

const NAMES: ReadonlySet<string> = new Set(
  `
AnyDBM_File App::Cpan App::Prove App::Prove::State App::Prove::State::Result App::Prove::State::Result::Test
Archive::Tar Archive::Tar::Constant Archive::Tar::File Attribute::Handlers AutoSplit B B::Concise B::Deparse
B::Op_private B::Showlex B::Terse B::Xref Benchmark CPAN Carp Class::Struct Compress::Raw::Bzip2
Compress::Raw::Zlib Compress::Zlib Config::Extensions Config::Perl::V Cwd DB DBM_Filter DBM_Filter::compress
DBM_Filter::encode DBM_Filter::int32 DBM_Filter::null DBM_Filter::utf8 DB_File Data::Dumper Devel::PPPort
Devel::Peek Devel::SelfStubber Digest Digest::MD5 Digest::SHA Digest::base Digest::file DirHandle Dumpvalue
Encode Encode::Alias Encode::Byte Encode::CJKConstants Encode::CN Encode::CN::HZ Encode::Config
Encode::EBCDIC Encode::Encoder Encode::Encoding Encode::GSM0338 Encode::Guess Encode::JP Encode::JP::H2Z
Encode::JP::JIS7 Encode::KR Encode::KR::2022_KR Encode::MIME::Header Encode::MIME::Header::ISO_2022_JP
Encode::MIME::Name Encode::Symbol Encode::TW Encode::Unicode Encode::Unicode::UTF7 English Env Fatal
File::Compare File::Copy File::DosGlob File::Fetch File::Find File::GlobMapper File::Spec::AmigaOS
File::Spec::Cygwin File::Spec::Epoc File::Spec::Functions File::Spec::Mac File::Spec::OS2 File::Spec::VMS
File::Spec::Win32 File::stat FileCache Filter::Simple Filter::Util::Call FindBin GDBM_File
Getopt::Long::Parser Getopt::Std HTTP::Tiny Hash::Util::FieldHash I18N::Collate I18N::LangTags
I18N::LangTags::Detect I18N::LangTags::List I18N::Langinfo IO::Compress::Adapter::Bzip2
IO::Compress::Adapter::Deflate IO::Compress::Adapter::Identity IO::Compress::Base IO::Compress::Base::Common
IO::Compress::Bzip2 IO::Compress::Deflate IO::Compress::Gzip IO::Compress::Gzip::Constants
IO::Compress::RawDeflate IO::Compress::Zip IO::Compress::Zip::Constants IO::Dir IO::Poll
IO::Uncompress::Adapter::Bunzip2 IO::Uncompress::Adapter::Identity IO::Uncompress::Adapter::Inflate
IO::Uncompress::AnyInflate IO::Uncompress::AnyUncompress IO::Uncompress::Base IO::Uncompress::Bunzip2
IO::Uncompress::Gunzip IO::Uncompress::Inflate IO::Uncompress::RawInflate IO::Uncompress::Unzip IO::Zlib
IPC::Cmd IPC::Msg IPC::Semaphore IPC::SharedMem IPC::SysV JSON::PP JSON::PP::Boolean List::Util::XS
Locale::Maketext Locale::Maketext::Guts Locale::Maketext::GutsLoader Locale::Maketext::Simple MIME::Base64
MIME::QuotedPrint Math::BigFloat Math::BigFloat::Trace Math::BigInt Math::BigInt::Calc
Math::BigInt::FastCalc Math::BigInt::Lib Math::BigInt::Trace Math::BigRat Math::BigRat::Trace Math::Complex
Math::Trig Memoize Memoize::AnyDBM_File Memoize::Expire Memoize::NDBM_File Memoize::SDBM_File
Memoize::Storable Module::CoreList Module::CoreList::Utils Module::Load Module::Load::Conditional
Module::Loaded Module::Metadata NDBM_File NEXT Net::Cmd Net::Config Net::Domain Net::FTP Net::FTP::A
Net::FTP::E Net::FTP::I Net::FTP::L Net::FTP::dataconn Net::NNTP Net::Netrc Net::POP3 Net::Ping Net::SMTP
Net::Time Net::hostent Net::netent Net::protoent Net::servent O ODBM_File Opcode POSIX Params::Check
Parse::CPAN::Meta Perl::OSType PerlIO PerlIO::encoding PerlIO::mmap PerlIO::scalar PerlIO::via
PerlIO::via::QuotedPrint SDBM_File Safe Search::Dict SelfLoader Storable Sub::Util Sys::Hostname Sys::Syslog
Term::ANSIColor Term::Cap Term::Complete Term::ReadLine Term::Table Term::Table::Cell Term::Table::CellStack
Term::Table::HashBase Term::Table::LineBreak Term::Table::Spacer Term::Table::Util Test Test2 Test::Builder
Test::Builder::Formatter Test::Builder::IO::Scalar Test::Builder::Module Test::Builder::Tester
Test::Builder::Tester::Color Test::Builder::TodoDiag Test::Harness Test::More Test::Simple Test::Tester
Test::Tester::Capture Test::Tester::CaptureRunner Test::Tester::Delegate Test::use::ok Text::Abbrev
Text::Balanced Thread Thread::Queue Thread::Semaphore Tie::Array Tie::File Tie::Handle
Tie::Hash::NamedCapture Tie::Memoize Tie::RefHash Tie::Scalar Tie::StdHandle Tie::SubstrHash Time::HiRes
Time::Local Time::Piece Time::Seconds Time::gmtime Time::localtime Time::tm UNIVERSAL Unicode::Collate
Unicode::Collate::CJK::Big5 Unicode::Collate::CJK::GB2312 Unicode::Collate::CJK::JISX0208
Unicode::Collate::CJK::Korean Unicode::Collate::CJK::Pinyin Unicode::Collate::CJK::Stroke
Unicode::Collate::CJK::Zhuyin Unicode::Collate::Locale Unicode::Normalize Unicode::UCD User::grent
User::pwent _charnames autodie autodie::Scope::Guard autodie::Scope::GuardStack autodie::Util
autodie::exception autodie::exception::system autodie::hints autodie::skip autouse bigfloat bigint bignum
bigrat blib charnames deprecate diagnostics encoding encoding::warnings experimental filetest less
meta_notation mro ok open ops overload::numbers perlfaq sigtrap sort stable subs threads threads::shared
unicore::Name version version::regex vmsish
`.split(/\s+/),
);

/** Whether a whole Perl brings this module: `Data::Dumper`. */
export function isCoreModule(module: string): boolean {
  return NAMES.has(module) || FAMILIES.test(module);
}
