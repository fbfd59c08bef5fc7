//! The words that say what a percentage is measured from, and when a level was.

/// How far back something is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Back {
    /// The same period a year before.
    Year,
    /// The day, week, month or quarter before.
    Less,
}

/// Words for the same period a year before, and for the period before, with the hyphens between their parts left out.
pub(super) const SPANS: &[(&[&str], Back)] = &[
    (&["year", "on", "year"], Back::Year),
    (&["year", "over", "year"], Back::Year),
    (&["on", "the", "year"], Back::Year),
    (&["on", "year"], Back::Year),
    (&["yoy"], Back::Year),
    (&["y/y"], Back::Year),
    (&["sequentially"], Back::Less),
    (&["sequential"], Back::Less),
    (&["qoq"], Back::Less),
    (&["q/q"], Back::Less),
    (&["mom"], Back::Less),
    (&["m/m"], Back::Less),
    (&["quarter", "on", "quarter"], Back::Less),
    (&["quarter", "over", "quarter"], Back::Less),
    (&["month", "on", "month"], Back::Less),
    (&["month", "over", "month"], Back::Less),
    (&["week", "on", "week"], Back::Less),
    (&["on", "the", "quarter"], Back::Less),
    (&["on", "the", "month"], Back::Less),
    (&["on", "the", "week"], Back::Less),
    (&["on", "the", "day"], Back::Less),
    (&["preceding"], Back::Less),
    (&["in", "the", "first"], Back::Less),
    (&["in", "the", "second"], Back::Less),
    (&["in", "the", "third"], Back::Less),
    (&["in", "the", "fourth"], Back::Less),
    (&["christmas", "quarter"], Back::Less),
];

/// Words for a level that something once had, or was to have, whatever it moved from last.
pub(super) const MARKS: &[&str] = &[
    "record",
    "peak",
    "high",
    "low",
    "ipo",
    "offer",
    "offered",
    "offering",
    "floated",
    "float",
    "listing",
    "listed",
    "bid",
    "start",
    "beginning",
    "launch",
    "when",
    "bottom",
    "top",
    "trough",
    "all-time",
    "target",
    "capacity",
];

/// Words behind a level for when it was that high.
pub(super) const MOMENTS: &[&str] =
    &["end", "floated", "offered", "offer", "start", "beginning", "when", "halfway", "half-year", "midyear", "unsplit"];

/// What accounts of a quarter or a year report: how these moved is said against a year before unless something else is said.
pub(super) const REPORTED: &[&str] = &[
    "sales",
    "revenue",
    "revenues",
    "turnover",
    "profit",
    "profits",
    "income",
    "earnings",
    "ebitda",
    "ebit",
    "loss",
    "losses",
    "costs",
    "expenses",
    "bookings",
    "billings",
    "dividend",
    "dividends",
    "eps",
    "net",
    "shr",
    "revs",
    "premiums",
    "margin",
    "funds",
];

/// Words for when a level was.
pub(super) const TIMES: &[&str] = &[
    "same",
    "period",
    "periods",
    "year",
    "years",
    "earlier",
    "ago",
    "prior",
    "previous",
    "last",
    "corresponding",
    "comparable",
    "quarter",
    "quarters",
    "month",
    "months",
    "half",
    "fiscal",
    "first",
    "second",
    "third",
    "fourth",
    "then",
    "time",
    "stage",
];

/// Words that name no more than how a level is counted.
pub(super) const PLAIN: &[&str] = &[
    "reported",
    "recorded",
    "point",
    "points",
    "per",
    "share",
    "barrel",
    "tonne",
    "tonnes",
    "ton",
    "ounce",
    "diluted",
    "'s",
    "’s",
    "respectively",
    "restated",
    "revised",
    "gross",
    "pre-tax",
    "pretax",
    "attributable",
    "consolidated",
    "unit",
    "units",
    "it",
    "its",
    "company",
    "group",
];

/// Words before "sales" that make them those of a country, told month by month.
pub(super) const OF_COUNTRIES: &[&str] =
    &["retail", "home", "homes", "house", "car", "cars", "auto", "vehicle", "vehicles", "daily", "existing"];

/// Words that put a percentage on another base than the levels, wherever they stand in the sentence.
pub(super) const ADJUSTING: &[&[&str]] = &[
    &["selling", "days"],
    &["selling", "day"],
    &["working", "days"],
    &["working", "day"],
    &["trading", "days"],
    &["trading", "day"],
    &["trading", "week"],
    &["selling", "week"],
    &["real", "terms"],
    &["volume", "terms"],
    &["dollar", "terms"],
    &["euro", "terms"],
    &["per", "share", "terms"],
    &["left", "out"],
    &["unadjusted"],
    &["adjusted", "for"],
    &["adjusted", ","],
    &["adjusting"],
    &["stripping"],
    &["stripped"],
    &["without"],
    &["ignoring"],
    &["disregarding"],
    &["split"],
    &["unsplit"],
    &["consolidation"],
    &["daily"],
    &["in", "total"],
    &["fx", "neutral"],
    &["currency", "neutral"],
    &["week", "basis"],
    &["day", "basis"],
    &["ex", "fx"],
    &["fxn"],
    &["cc"],
    &["ccy"],
    &["cer"],
    &["pre-split"],
];

/// Days, and what a comparison that is none goes on with: "up 5% on Friday", "up 5% on the day".
pub(super) const DAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "day", "basis"];
