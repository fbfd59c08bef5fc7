//! Arguments as they are typed.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::config::delimiter;
use crate::finding::{Fingerprint, FingerprintError};
use crate::read::documents::{Kind, UnknownKind};
use crate::report::view::{DIGITS, MAX_DIGITS};

/// Decimal-precise financial metrics, with the interval that the rounding of reported figures allows.
#[derive(Parser)]
#[command(name = "tieout", version, max_term_width = 100)]
#[command(
    after_help = "Numbers are taken as written: 3.4bn is anything from 3.35bn to 3.45bn, and no result claims more digits than that \
supports.\n\nExit status: 0 answered, 1 figures contradict each other, 2 the call or its input is wrong."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    Growth(GrowthArgs),
    Convert(ConvertArgs),
    Stake(StakeArgs),
    Report(ReportArgs),
    Check(CheckArgs),
    Extract(ExtractArgs),
    Rates(RatesArgs),
    Explain(ExplainArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Growth between two levels, or the level that a growth implies
#[derive(Args)]
#[command(
    after_help = "Examples:\n  tieout growth 2.2bn 3.4bn\n  tieout growth --to '3.4bn yuan' --rate 54%\n  tieout growth 550m 1.2bn --years 5\n\n\
Growth from a base that is zero, negative or may be either is not meaningful: the answer says n.m."
)]
pub(super) struct GrowthArgs {
    /// The earlier level, such as 2.2bn or "US$550 million"
    #[arg(value_name = "FROM", allow_hyphen_values = true)]
    pub(super) from_level: Option<String>,
    /// The later level
    #[arg(value_name = "TO", allow_hyphen_values = true)]
    pub(super) to_level: Option<String>,
    /// The earlier level, where only it and --rate are known
    #[arg(long, value_name = "LEVEL", allow_hyphen_values = true, conflicts_with = "from_level")]
    pub(super) from: Option<String>,
    /// The later level, where only it and --rate are known
    #[arg(long, value_name = "LEVEL", allow_hyphen_values = true, conflicts_with = "to_level")]
    pub(super) to: Option<String>,
    /// The growth in percent, such as 54% or -12%
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    pub(super) rate: Option<String>,
    /// The years between the two levels: the growth is then the compound yearly rate (CAGR) [default: 1]
    #[arg(long, value_name = "N")]
    pub(super) years: Option<u16>,
    #[command(flatten)]
    pub(super) writing: WritingArgs,
    #[command(flatten)]
    pub(super) answer: AnswerArgs,
}

/// An amount in another currency, at a rate with its date and source
#[derive(Args)]
#[command(
    after_help = "Examples:\n  tieout convert 3.4bn yuan USD --on 2014-12-31\n  tieout convert CNY3.4bn USD --over 2014\n\n\
Without --on and --over the rate is the last one known. A day without a fixing takes the last one before it, at most 7 days back."
)]
pub(super) struct ConvertArgs {
    /// The amount, with its currency here or in the next word: CNY3.4bn, 3.4bn yuan
    #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
    pub(super) amount: String,
    /// The currency to convert into: a code, symbol or name
    #[arg(value_name = "CURRENCY", required = true, num_args = 1..)]
    pub(super) words: Vec<String>,
    #[command(flatten)]
    pub(super) when: WhenArgs,
    #[command(flatten)]
    pub(super) book: BookArgs,
    #[command(flatten)]
    pub(super) writing: WritingArgs,
    #[command(flatten)]
    pub(super) answer: AnswerArgs,
}

/// What a stake and its price say of the whole
#[derive(Args)]
#[command(
    after_help = "Examples:\n  tieout stake 11.6% --price 'US$172m'\n  tieout stake 11.6% --of 'US$1.5bn'\n  tieout stake --price 'US$172m' --of 'US$1.5bn'"
)]
pub(super) struct StakeArgs {
    /// The part that is bought or held, more than 0% and at most 100%
    #[arg(value_name = "PERCENT", allow_hyphen_values = true)]
    pub(super) percent: Option<String>,
    /// What was paid for it: the implied valuation is computed
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub(super) price: Option<String>,
    /// The value of the whole: the implied price is computed, or with --price the implied stake
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub(super) of: Option<String>,
    /// New shares were sold: the valuation is post-money, and the pre-money one is given too
    #[arg(long)]
    pub(super) primary: bool,
    #[command(flatten)]
    pub(super) writing: WritingArgs,
    #[command(flatten)]
    pub(super) answer: AnswerArgs,
}

/// Every metric that the figures of a CSV determine
#[derive(Args)]
#[command(
    override_usage = "tieout report [OPTIONS] <FILE>...\n       tieout report --show-config [OPTIONS]",
    after_help = "Examples:\n  tieout report figures.csv\n  tieout report figures.csv --to USD -o report.csv\n  tieout report figures.csv --wide --to USD -o wide.csv\n\n\
Input: a header with entity, metric, period and value, and any of unit, measure, scale, versus, holder, growth, low, high, source, \
location and fiscal_year_end. Other columns are carried through with --wide.\n\n\
Output: derived metrics, one a row: implied priors and currents, growth, wholes and their missing parts, ratios and balances, implied exchange rates, valuations, prices."
)]
pub(super) struct ReportArgs {
    /// Figure CSVs; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "show_config")]
    pub(super) files: Vec<PathBuf>,
    /// Translate every amount of money into this currency
    #[arg(long, value_name = "CURRENCY")]
    pub(super) to: Option<String>,
    /// Which rate --to takes for each figure
    #[arg(long, value_name = "BASIS", value_enum, default_value = "ias21", requires = "to", conflicts_with_all = ["on", "over"])]
    pub(super) translate: Translate,
    #[command(flatten)]
    pub(super) when: WhenArgs,
    #[command(flatten)]
    pub(super) book: BookArgs,
    /// Give the input's rows back with columns appended: growth, the amount in --to, the valuation, a note
    #[arg(long)]
    pub(super) wide: bool,
    /// The period that levels are compared with
    #[arg(long, value_name = "PERIOD", value_enum, default_value = "year")]
    pub(super) versus: Versus,
    #[command(flatten)]
    pub(super) identities: IdentitiesArgs,
    /// Stakes were bought as new shares: valuations are post-money, and pre-money ones are given too
    #[arg(long)]
    pub(super) primary: bool,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    /// The format [default: text on a terminal, csv elsewhere, or what -o's extension says]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) format: Option<FormatArg>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) digits: DigitsArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

/// Whether the figures of CSVs can be true together
#[derive(Args)]
#[command(
    override_usage = "tieout check [OPTIONS] <FILE>...\n       tieout check --show-config [OPTIONS]",
    after_help = "Examples:\n  tieout check figures.csv\n  tieout check ours.csv theirs.csv --verbose\n  tieout check draft.csv --against audited.csv\n  \
tieout check figures.csv -o findings.json\n  tieout check figures.csv --accept --reason \"restated in 2015\"\n\n\
Verdicts: exact, the stated figure recomputed and rounded; rounding, true values exist that round to every figure; approximate, only as \
loosely as hedges and trailing zeros allow; inconsistent, no true values fit; unverifiable, what is missing is named."
)]
pub(super) struct CheckArgs {
    /// Figure CSVs, and articles by their extensions: .txt, .md, .html, .jsonl …; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "show_config")]
    pub(super) files: Vec<PathBuf>,
    /// What every FILE is, where its extension does not say: csv, text, md, html, docx, pdf or jsonl
    #[arg(long = "as", value_name = "KIND", value_parser = kind)]
    pub(super) kind: Option<FileKind>,
    /// A figure CSV of reference figures, which are trusted: where FILE contradicts them, FILE is wrong; - is standard input. May be
    /// given several times
    #[arg(long, value_name = "FIGURES.csv")]
    pub(super) against: Vec<PathBuf>,
    /// Show what ties out and what cannot be decided too: in text, sarif and github; the other formats always do
    #[arg(short, long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub(super) verbose: Option<bool>,
    /// The least severity that makes the exit status 1 [default: warning]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(super) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(super) accepting: AcceptingArgs,
    /// The day on which the figures were published: their conversions may have been made at its rate, and at none after it
    #[arg(long, value_name = "DATE")]
    pub(super) published: Option<String>,
    #[command(flatten)]
    pub(super) identities: IdentitiesArgs,
    #[command(flatten)]
    pub(super) book: BookArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    /// The format [default: text, or what -o's extension says]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) format: Option<FindingsFormatArg>,
    #[command(flatten)]
    pub(super) digits: DigitsArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

/// The figures of articles as a figure CSV, with where each stands
#[derive(Args)]
#[command(after_help = "Examples:\n  tieout extract story.txt\n  tieout extract - --as text --format jsonl\n\n\
The columns entity, metric and period are there to be filled in; low and high hold every true value that the words allow, start and end \
are the figure's bytes in the source.")]
pub(super) struct ExtractArgs {
    /// Articles; - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// What the files hold, whatever their names end in: text, md, html, jsonl
    #[arg(long = "as", value_name = "KIND")]
    pub(super) kind: Option<Kind>,
    /// The day on which the articles were published, which "last year" and "the first quarter" refer to; else the one that each
    /// names itself
    #[arg(long, value_name = "DATE")]
    pub(super) published: Option<String>,
    #[command(flatten)]
    pub(super) writing: WritingArgs,
    /// The format
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "csv")]
    pub(super) format: TableFormatArg,
    #[command(flatten)]
    pub(super) digits: DigitsArgs,
}

/// What the rate book covers, or the rate between two currencies
#[derive(Args)]
#[command(
    after_help = "Examples:\n  tieout rates\n  tieout rates USD CNY --on 2015-03-31\n  tieout rates USD CNY --over 2014\n\n\
The rate is how much of the second currency one unit of the first is."
)]
pub(super) struct RatesArgs {
    /// Two currencies: codes, symbols or names
    #[arg(value_name = "CURRENCY", num_args = 0..=2)]
    pub(super) pair: Vec<String>,
    #[command(flatten)]
    pub(super) when: WhenArgs,
    #[command(flatten)]
    pub(super) book: BookArgs,
    #[command(flatten)]
    pub(super) answer: AnswerArgs,
}

/// What an identity says: its equation, its conventions, an example; and what tieout.toml may say
#[derive(Args)]
#[command(
    after_help = "Examples:\n  tieout explain\n  tieout explain growth\n  tieout explain net margin\n  tieout explain config"
)]
pub(super) struct ExplainArgs {
    /// A kind of identity, a metric that is made of others, or config [default: list them]
    #[arg(value_name = "NAME")]
    pub(super) name: Vec<String>,
    #[command(flatten)]
    pub(super) identities: IdentitiesArgs,
}

/// A script that completes tieout's arguments in a shell
#[derive(Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    pub(super) shell: Shell,
}

/// The manual page
#[derive(Args)]
pub(super) struct ManArgs {
    /// The command to describe [default: tieout itself]
    pub(super) command: Option<String>,
}

/// What holds in every call in a folder.
#[derive(Args)]
pub(super) struct ConfigArgs {
    /// Take settings from this file [default: tieout.toml here or in a folder above, up to the one with .git]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Take settings from no file
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
    /// Print the settings in force as TOML, with where each comes from, and do nothing else
    #[arg(long)]
    pub(super) show_config: bool,
}

/// Contradictions that are known.
#[derive(Args)]
pub(super) struct AcceptingArgs {
    /// Accept the contradictions found, or only the one with this fingerprint: they are written to tieout.toml, and later runs list
    /// them as accepted. May be given for each fingerprint
    #[arg(
        long,
        value_name = "FINGERPRINT",
        value_parser = accept,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = EVERY,
        requires = "reason",
        conflicts_with_all = ["no_config", "show_config"]
    )]
    pub(super) accept: Vec<Accept>,
    /// Why they are accepted
    #[arg(long, value_name = "TEXT", requires = "accept", value_parser = reason)]
    pub(super) reason: Option<String>,
}

/// What of the contradictions is accepted.
#[derive(Clone, Copy)]
pub(super) enum Accept {
    Every,
    One(Fingerprint),
}

/// What stands for a fingerprint that is not given.
const EVERY: &str = "every";

fn reason(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("expected why the findings are accepted".to_owned()),
        reason => Ok(reason.to_owned()),
    }
}

fn accept(text: &str) -> Result<Accept, FingerprintError> {
    if text == EVERY { Ok(Accept::Every) } else { text.parse().map(Accept::One) }
}

/// How figure CSVs are read.
#[derive(Args)]
pub(super) struct ReadingArgs {
    /// The input's delimiter: a character, or tab [default: the header's most frequent of , ; tab]
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    pub(super) delimiter: Option<u8>,
    /// The last day of an entity's fiscal years: FY2014 is then the year that ends in 2014. May be given for each entity
    #[arg(long, value_name = "ENTITY=MM-DD")]
    pub(super) fiscal_year_end: Vec<String>,
    #[command(flatten)]
    pub(super) writing: WritingArgs,
}

/// Where results go, and rows that are none.
#[derive(Args)]
pub(super) struct OutputArgs {
    /// Write to this file, whole or not at all; its extension names the format
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Go on without malformed rows, and write them to this file with a column that says why
    #[arg(long, value_name = "REJECTS.csv")]
    pub(super) skip_invalid: Option<PathBuf>,
}

impl OutputArgs {
    /// Whether results go to standard output.
    pub(super) fn is_standard(&self) -> bool {
        self.output.as_ref().is_none_or(|path| path.as_os_str() == "-")
    }
}

/// How numbers are written.
#[derive(Args)]
pub(super) struct WritingArgs {
    /// The comma is the decimal sign, and the point groups digits: 1.234,5
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub(super) decimal_comma: Option<bool>,
    /// How the source rounds: to the nearest, or digits cut off [default: nearest]
    #[arg(long, value_name = "RULE", value_enum)]
    pub(super) rounding: Option<Rounding>,
}

/// The time of a rate.
#[derive(Args)]
pub(super) struct WhenArgs {
    /// Take the fixing of this day, or the last before it, at most 7 days back
    #[arg(long, value_name = "DATE", conflicts_with = "over")]
    pub(super) on: Option<String>,
    /// Take the average of this period's daily fixings: 2014, 2015Q1, 2014-01..2014-06
    #[arg(long, value_name = "PERIOD")]
    pub(super) over: Option<String>,
}

/// Where rates come from.
#[derive(Args)]
pub(super) struct BookArgs {
    /// Rates of one's own, CSV with date,base,quote,rate, or an ECB history (.csv or .zip). May be given several times
    #[arg(long, value_name = "FILE")]
    pub(super) rates: Vec<PathBuf>,
}

/// Equations between metrics.
#[derive(Args)]
pub(super) struct IdentitiesArgs {
    /// Equations between metrics of your own, CSV with name,equation,unit,note: capex ratio,capex ratio = capex / revenue,%. May be
    /// given several times
    #[arg(long, value_name = "FILE")]
    pub(super) identities: Vec<PathBuf>,
}

/// How a single answer is written.
#[derive(Args)]
pub(super) struct AnswerArgs {
    /// The format
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub(super) format: FormatArg,
    #[command(flatten)]
    pub(super) digits: DigitsArgs,
}

/// How exactly.
#[derive(Args)]
pub(super) struct DigitsArgs {
    /// The significant digits of numbers in csv, json and jsonl, up to 28 [default: 12]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(MAX_DIGITS)))]
    pub(super) digits: Option<u8>,
}

impl DigitsArgs {
    /// The digits asked for, or the usual ones.
    pub(super) fn digits(&self) -> u8 {
        self.digits.unwrap_or(DIGITS)
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Rounding {
    /// To the nearest: 3.4 is 3.35 to 3.45
    Nearest,
    /// Digits cut off: 3.4 is 3.4 up to 3.5
    Truncate,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Translate {
    /// Flows at the average of their period, stocks at its closing rate (IAS 21)
    Ias21,
    /// Everything at the closing rate of its period: a convenience translation
    Closing,
    /// Everything at the average of its period
    Average,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum FailOn {
    /// Figures that are more than one unit of a last digit apart
    Error,
    /// Any figures that contradict each other
    Warning,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Versus {
    /// The same period one year earlier
    Year,
    /// The period of the same length just before: quarter on quarter
    Previous,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    /// For a terminal
    Text,
    /// RFC 4180
    Csv,
    /// One object
    Json,
    /// An object a line
    Jsonl,
    /// A Markdown table
    Md,
}

/// The formats that other programs read figures in.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum TableFormatArg {
    /// RFC 4180
    Csv,
    /// An object a line
    Jsonl,
}

/// The formats of findings: those of other answers, and two that show problems at their places.
#[derive(Clone, Copy)]
pub(super) enum FindingsFormatArg {
    Of(FormatArg),
    Sarif,
    Github,
}

impl ValueEnum for FindingsFormatArg {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Of(FormatArg::Text),
            Self::Of(FormatArg::Csv),
            Self::Of(FormatArg::Json),
            Self::Of(FormatArg::Jsonl),
            Self::Of(FormatArg::Md),
            Self::Sarif,
            Self::Github,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Of(format) => format.to_possible_value(),
            Self::Sarif => Some(PossibleValue::new("sarif").help("SARIF 2.1.0, for code scanning and editors")),
            Self::Github => Some(PossibleValue::new("github").help("Workflow commands of GitHub Actions")),
        }
    }
}

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// A figure CSV.
    Figures,
    /// An article, or many.
    Article(Kind),
}

impl FileKind {
    /// What a file is by its extension: a figure CSV unless that is an article's.
    pub(super) fn of(path: &Path) -> Self {
        Kind::of_file(&path.display().to_string()).map_or(FileKind::Figures, FileKind::Article)
    }
}

fn kind(text: &str) -> Result<FileKind, String> {
    if text.eq_ignore_ascii_case("csv") {
        return Ok(FileKind::Figures);
    }
    text.parse().map(FileKind::Article).map_err(|error: UnknownKind| format!("{error}, csv"))
}
