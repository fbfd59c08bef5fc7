//! The rate book from outside. The expected digits were computed from the ECB's file with exact fractions in Python.

use std::io::{Cursor, Write};

use jiff::civil::{Date, date};
use tieout::model::Currency;
use tieout::num::Rounding;
use tieout::rates::{Asked, Book, Rate, RateError, RateKind, SourceError, ecb};

fn currency(code: &str) -> Currency {
    Currency::from_code(code).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn digits(rate: &Rate) -> String {
    rate.value.to_plain(12, Rounding::Nearest)
}

fn on(book: &Book, from: &str, to: &str, on: &str) -> Result<Rate, RateError> {
    book.on(currency(from), currency(to), day(on))
}

fn average(book: &Book, from: &str, to: &str, start: &str, end: &str) -> Result<Rate, RateError> {
    book.average(currency(from), currency(to), day(start), day(end))
}

fn with(text: &str) -> Result<Book, SourceError> {
    Book::embedded().with_source("rates.csv", text.as_bytes())
}

#[test]
fn a_day_takes_the_last_fixing_on_or_before_it() {
    let book = Book::embedded();
    for (from, to, asked, used, stale, value) in [
        ("USD", "CNY", "2015-03-31", "2015-03-31", 0, "6.20039037085"),
        ("USD", "CNY", "2014-12-31", "2014-12-31", 0, "6.20690223211"),
        ("EUR", "CNY", "2015-03-31", "2015-03-31", 0, "6.671"),
        // Easter Sunday and Monday go back to Thursday.
        ("USD", "CNY", "2015-04-05", "2015-04-02", 3, "6.19621421976"),
        ("GBP", "JPY", "2015-04-06", "2015-04-02", 4, "177.132312739"),
        ("KRW", "USD", "2026-10-31", "2026-10-30", 1, "0.000748914034429"),
        ("USD", "RUB", "2022-03-05", "2022-03-01", 4, "105"),
        ("USD", "HRK", "2022-12-31", "2022-12-30", 1, "7.0659103694"),
        // Older and newer units of one money, on both sides of the change.
        ("TRL", "USD", "2010-06-15", "2010-06-15", 0, "0.000000634603437565"),
        ("USD", "TRY", "2003-06-16", "2003-06-16", 0, "1.41471233339"),
        ("EUR", "RON", "2000-01-03", "2000-01-03", 0, "1.8273"),
        ("EUR", "ROL", "2026-10-30", "2026-10-30", 0, "53447"),
    ] {
        let rate = on(&book, from, to, asked).unwrap();
        let found = (digits(&rate), rate.first.to_string(), rate.last.to_string(), rate.stale_days());
        assert_eq!(found, (value.to_owned(), used.to_owned(), used.to_owned(), stale), "{from} {to} {asked}");
        assert_eq!((rate.fixings, rate.kind, &*rate.source), (1, RateKind::Fixing, ecb::NAME), "{from} {to} {asked}");
    }
}

#[test]
fn an_average_is_the_mean_of_the_daily_crosses() {
    let book = Book::embedded();
    for (from, to, start, end, fixings, value) in [
        ("USD", "CNY", "2015-01-01", "2015-04-01", 63, "6.2366912075"),
        ("USD", "CNY", "2014-01-01", "2015-01-01", 255, "6.16119904417"),
        ("USD", "TRY", "2004-07-01", "2005-07-01", 259, "1.40532536096"),
        ("TRL", "USD", "2005-07-01", "2006-01-01", 130, "0.000000740990487566"),
        ("EUR", "RON", "2005-01-01", "2006-01-01", 257, "3.62089727626"),
        // Every day that there is; a weekend and New Year's Day at the ends are not missing.
        ("USD", "JPY", "1999-01-01", "2026-11-01", 7126, "113.768574728"),
        ("USD", "HRK", "2022-01-01", "2023-01-01", 257, "7.17118882442"),
    ] {
        let rate = average(&book, from, to, start, end).unwrap();
        let found = (digits(&rate), rate.fixings, rate.kind, rate.stale_days());
        assert_eq!(found, (value.to_owned(), fixings, RateKind::Average, 0), "{from} {to} {start}");
    }
    let quarter = average(&book, "USD", "CNY", "2015-01-01", "2015-04-01").unwrap();
    assert_eq!((quarter.first, quarter.last), (date(2015, 1, 2), date(2015, 3, 31)));
    assert_eq!(quarter.asked, Asked::Range { start: date(2015, 1, 1), end: date(2015, 4, 1) });
    assert_eq!(quarter.asked.to_string(), "2015-01-01 to 2015-03-31");
}

#[test]
fn units_of_one_money_need_no_fixing() {
    let book = Book::embedded();
    for (from, to, value) in
        [("KWD", "KWD", "1"), ("EUR", "EUR", "1"), ("TRL", "TRY", "0.000001"), ("RON", "ROL", "10000")]
    {
        let rate = on(&book, from, to, "1970-01-01").unwrap();
        assert_eq!((digits(&rate), rate.fixings, &*rate.source), (value.to_owned(), 0, "by definition"), "{from} {to}");
        assert_eq!(digits(&average(&book, from, to, "1970-01-01", "1971-01-01").unwrap()), value, "{from} {to}");
    }
}

#[test]
fn every_refusal_says_why_and_what_is_known() {
    let book = Book::embedded();
    let dated = |from, to, asked| on(&book, from, to, asked).unwrap_err().to_string();
    let ranged = |from, to, start, end| average(&book, from, to, start, end).unwrap_err().to_string();
    for (found, expected) in [
        (
            dated("KWD", "USD", "2015-03-31"),
            "no fixings of KWD (Kuwaiti dinar) are known: the rates from 1999-01-04 to 2026-10-30 do not hold it; \
             add a file of KWD rates with --rates FILE",
        ),
        (
            dated("USD", "DEM", "2000-03-31"),
            "no fixings of DEM (Deutsche mark) are known: the rates from 1999-01-04 to 2026-10-30 do not hold it; \
             EUR replaced DEM on 1999-01-01 at 1.95583 DEM for 1 EUR: convert at that ratio, or add a file of DEM rates \
             with --rates FILE",
        ),
        (
            dated("USD", "CNY", "2005-03-31"),
            "no rate from USD to CNY for 2005-03-31: that is before the first fixing; fixings of the pair are known from \
             2005-04-01 to 2026-10-30; add earlier ones with --rates FILE",
        ),
        (
            ranged("USD", "CNY", "2005-01-01", "2006-01-01"),
            "no rate from USD to CNY for 2005-01-01 to 2005-12-31: that is before the first fixing; fixings of the pair \
             are known from 2005-04-01 to 2026-10-30; add earlier ones with --rates FILE",
        ),
        (
            dated("USD", "CNY", "2026-11-07"),
            "no rate from USD to CNY for 2026-11-07: that is after the last fixing; fixings of the pair are known from \
             2005-04-01 to 2026-10-30; give a newer history with --rates FILE",
        ),
        (
            ranged("USD", "EUR", "2026-01-01", "2027-01-01"),
            "no rate from USD to EUR for 2026-01-01 to 2026-12-31: that is after the last fixing; fixings of the pair are \
             known from 1999-01-04 to 2026-10-30; give a newer history with --rates FILE",
        ),
        (
            dated("EUR", "ISK", "2012-05-04"),
            "no rate from EUR to ISK for 2012-05-04: no fixing between 2008-12-09 and 2018-02-01; fixings of the pair are \
             known from 1999-01-04 to 2026-10-30, apart from such gaps; fill it with --rates FILE",
        ),
        (
            ranged("EUR", "ISK", "2008-01-01", "2009-01-01"),
            "no rate from EUR to ISK for 2008-01-01 to 2008-12-31: no fixing between 2008-12-09 and 2018-02-01; fixings \
             of the pair are known from 1999-01-04 to 2026-10-30, apart from such gaps; fill it with --rates FILE",
        ),
        (
            dated("RUB", "USD", "2022-03-09"),
            "no rate from RUB to USD for 2022-03-09: the fixings of RUB ended; those of the pair are known from 2005-04-01 \
             to 2022-03-01; add later ones with --rates FILE",
        ),
        (
            dated("USD", "HRK", "2023-01-01"),
            "no rate from USD to HRK for 2023-01-01: the fixings of HRK ended; those of the pair are known from 2005-04-01 \
             to 2022-12-30; EUR replaced HRK on 2023-01-01 at 7.53450 HRK for 1 EUR: from then on convert at that ratio",
        ),
        (
            ranged("BGN", "EUR", "2025-07-01", "2026-07-01"),
            "no rate from BGN to EUR for 2025-07-01 to 2026-06-30: the fixings of BGN ended; those of the pair are known \
             from 2000-07-19 to 2025-12-31; EUR replaced BGN on 2026-01-01 at 1.95583 BGN for 1 EUR: from then on convert \
             at that ratio",
        ),
        (
            dated("EEK", "ILS", "2010-06-30"),
            "no rate from EEK to ILS: no day from 1999-01-04 to 2026-10-30 has fixings that connect the two; add a file \
             of rates between them with --rates FILE",
        ),
        (
            ranged("USD", "CNY", "2015-04-04", "2015-04-06"),
            "no rate from USD to CNY for 2015-04-04 to 2015-04-05: no fixing was made on those days; fixings of the pair \
             are known from 2005-04-01 to 2026-10-30; ask for a longer range, or for one day",
        ),
        (
            ranged("USD", "CNY", "2015-04-01", "2015-04-01"),
            "no average for a range that starts on 2015-04-01 and ends before 2015-04-01: it holds no day; it must end \
             after it starts",
        ),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn days_far_outside_the_history_are_refused_quickly() {
    let book = Book::embedded();
    let (usd, cny) = (currency("USD"), currency("CNY"));
    assert!(matches!(book.on(usd, cny, Date::MIN), Err(RateError::BeforeFirst { .. })));
    assert!(matches!(book.on(usd, cny, Date::MAX), Err(RateError::AfterLast { .. })));
    assert!(matches!(book.average(usd, cny, Date::MIN, Date::MAX), Err(RateError::BeforeFirst { .. })));
    assert!(matches!(book.average(usd, cny, day("2015-01-01"), Date::MAX), Err(RateError::AfterLast { .. })));
}

#[test]
fn fixings_are_listed_by_day() {
    let book = Book::embedded();
    let found = book.fixings(currency("USD"), currency("CNY"), day("2015-04-02"), day("2015-04-08")).unwrap();
    let days: Vec<String> = found.iter().map(|(day, _)| day.to_string()).collect();
    assert_eq!(days, ["2015-04-02", "2015-04-07"]);
}

#[test]
fn extremes_are_those_of_the_fixings_however_often_they_are_asked_for() {
    let book = Book::embedded();
    let ends = ["2014-03-05", "2014-12-31", "2015-01-01", "2015-01-02", "2017-06-30", "2026-10-30"].map(day);
    let starts = ["1990-01-01", "1999-01-04", "2009-01-01", "2013-12-31", "2014-03-01", "2015-01-01"].map(day);
    for (from, to) in [("USD", "CNY"), ("CNY", "USD"), ("EUR", "SEK"), ("JPY", "GBP"), ("EUR", "ISK"), ("TRL", "TRY")] {
        let (from, to) = (currency(from), currency(to));
        for (start, end) in starts.iter().flat_map(|start| ends.map(|end| (*start, end))) {
            let fixings = book.fixings(from, to, start, end).unwrap();
            let rates = || fixings.iter().map(|(_, rate)| rate.clone());
            let expected = rates().min().zip(rates().max());
            assert_eq!(book.extremes(from, to, start, end).unwrap(), expected, "{from} {to} {start} {end}");
        }
    }
    let all = book.extremes(currency("USD"), currency("CNY"), Date::MIN, Date::MAX).unwrap();
    assert_eq!(all, book.extremes(currency("USD"), currency("CNY"), day("1999-01-01"), day("2027-01-01")).unwrap());
}

#[test]
fn coverage_counts_what_is_published() {
    let book = Book::embedded();
    let coverage = book.coverage();
    assert_eq!(coverage.len(), 42);
    for (code, first, last, fixings, gaps) in [
        ("EUR", "1999-01-04", "2026-10-30", 7126, vec![]),
        ("ISK", "1999-01-04", "2026-10-30", 4785, vec![(date(2008, 12, 9), date(2018, 2, 1))]),
        ("TRL", "1999-01-04", "2004-12-31", 1537, vec![]),
        ("TRY", "2005-01-03", "2026-10-30", 5589, vec![]),
        ("BGN", "2000-07-19", "2025-12-31", 6515, vec![]),
    ] {
        let found = coverage.iter().find(|row| row.currency.code() == code).unwrap();
        assert_eq!((found.first.to_string(), found.last.to_string()), (first.to_owned(), last.to_owned()), "{code}");
        assert_eq!((found.fixings, &found.gaps), (fixings, &gaps), "{code}");
    }
    assert_eq!((book.first_date(), book.last_date()), (date(1999, 1, 4), date(2026, 10, 30)));
    assert_eq!(book.source(), ecb::NAME);
}

#[test]
fn a_file_extends_the_book_and_wins() {
    let text = "\u{feff}quote,rate,DATE,base,note\r\n\
                CNY,6.2500,2015-03-31,USD,mine\r\n\
                CNY,6.9,2026-11-02,USD,newer\r\n\
                USD,3.30,2015-03-31,KWD,new currency\r\n\
                TRL,1350000,2015-03-31,KWD,old unit\r\n";
    let book = with(text).unwrap();
    let both = format!("{} + rates.csv", ecb::NAME);
    for (from, to, asked, used, value, source) in [
        ("USD", "CNY", "2015-03-31", "2015-03-31", "6.25", "rates.csv"),
        ("CNY", "USD", "2015-03-31", "2015-03-31", "0.16", "rates.csv"),
        ("USD", "CNY", "2015-03-30", "2015-03-30", "6.20783771323", ecb::NAME),
        ("USD", "CNY", "2026-11-02", "2026-11-02", "6.9", "rates.csv"),
        ("KWD", "USD", "2015-04-01", "2015-03-31", "3.3", "rates.csv"),
        // Through the dollar, then the euro.
        ("KWD", "EUR", "2015-03-31", "2015-03-31", "3.06719955386", &both),
        ("KWD", "CNY", "2015-03-31", "2015-03-31", "20.625", "rates.csv"),
        ("KWD", "TRY", "2015-03-31", "2015-03-31", "1.35", "rates.csv"),
    ] {
        let rate = on(&book, from, to, asked).unwrap();
        let found = (digits(&rate), rate.last.to_string(), rate.source.to_string());
        assert_eq!(found, (value.to_owned(), used.to_owned(), source.to_owned()), "{from} {to} {asked}");
    }
    assert_eq!(book.source(), both);
    assert_eq!(book.last_date(), date(2026, 11, 2));
    assert!(book.coverage().iter().any(|row| row.currency.code() == "KWD" && row.fixings == 1));
    let mixed = average(&book, "USD", "CNY", "2015-03-30", "2015-04-01").unwrap();
    assert_eq!((mixed.fixings, &*mixed.source, digits(&mixed)), (2, both.as_str(), "6.22891885662".to_owned()));
}

/// Two days of a history that is not the embedded one.
const HISTORY: &str = "Date,USD,KWD,\n2027-01-05,1.25,0.4,\n2027-01-04,1.20,N/A,\n";

#[test]
fn an_ecb_history_takes_the_place_of_the_embedded_one() {
    let book = Book::embedded().with_source("eurofxref-hist.csv", HISTORY.as_bytes()).unwrap();
    assert_eq!((book.first_date(), book.last_date()), (date(2027, 1, 4), date(2027, 1, 5)));
    assert_eq!(digits(&on(&book, "KWD", "USD", "2027-01-06").unwrap()), "3.125");
    assert_eq!(book.source(), "eurofxref-hist.csv");
    let before = on(&book, "EUR", "USD", "2015-03-31").unwrap_err();
    assert!(matches!(before, RateError::BeforeFirst { .. }), "{before}");
    // What extends a book stays when the history is replaced.
    let extended = with("date,base,quote,rate\n2015-03-31,USD,CNY,6.25\n").unwrap();
    let replaced = extended.with_source("new.csv", HISTORY.as_bytes()).unwrap();
    assert_eq!(replaced.source(), "new.csv + rates.csv");
    assert_eq!(digits(&on(&replaced, "USD", "CNY", "2015-03-31").unwrap()), "6.25");
}

#[test]
fn the_whole_history_reads_the_same_from_its_file() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/ecb/eurofxref-hist.csv");
    let read = Book::embedded().with_source("file", &std::fs::read(path).unwrap()).unwrap();
    assert_eq!(read.coverage(), Book::embedded().coverage());
    assert_eq!(digits(&average(&read, "USD", "TRY", "2004-07-01", "2005-07-01").unwrap()), "1.40532536096");
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn the_ecbs_zip_is_read_as_it_is_downloaded() {
    let zip = zipped(&[("eurofxref-hist.csv", HISTORY.as_bytes())]);
    let book = Book::embedded().with_source("eurofxref-hist.zip", &zip).unwrap();
    assert_eq!(digits(&on(&book, "EUR", "USD", "2027-01-05").unwrap()), "1.25");
}

#[test]
fn a_file_that_is_no_table_of_rates_is_refused() {
    let too_large = zipped(&[("a.csv", &vec![b'\n'; (64 << 20) + 1])]);
    for (bytes, expected) in [
        (b"".to_vec(), "f: found an empty file, expected a CSV of date,base,quote,rate or an ECB history"),
        (b"date,base\n\xff".to_vec(), "f: found a byte that is not UTF-8 on line 2 (byte 11), expected a CSV in UTF-8"),
        (zipped(&[("a.txt", b"x")]), "f: found 0 CSV files in the zip, expected one, an ECB history"),
        (
            zipped(&[("a.csv", b"date,base,quote,rate\n2015-03-31,USD,CNY,6.25\n")]),
            "f: the zip holds no ECB history: its CSV must start with Date and currency codes; give other rates as a plain \
             CSV of date,base,quote,rate",
        ),
        (too_large, "f: found a CSV of more than 64 MiB in the zip, expected an ECB history, which is far smaller"),
    ] {
        let error = Book::embedded().with_source("f", &bytes).unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(error.problems().is_empty());
    }
    let cut = zipped(&[("a.csv", HISTORY.as_bytes())]);
    let error = Book::embedded().with_source("f", cut.get(..40).unwrap()).unwrap_err().to_string();
    assert!(error.starts_with("f: found a zip that cannot be read ("), "{error}");
}

#[test]
fn every_malformed_row_is_reported_at_its_place() {
    let text = "date,base,quote,rate\n\
                2014-02-30,USD,CNY,6.1\n\
                2015-03-31,US$,CNY,0\n\
                \n\
                2015-03-31,USD,usd,1\n\
                2015-03-31,USD,CNY\n\
                2015-03-31,USD,CNY,6.2\n\
                2015-03-31,USD,CNY,\"6,2\"\n\
                2015-03-31,USD,CNY,6.3\n";
    let error = with(text).unwrap_err();
    assert_eq!(
        error.to_string(),
        "rates.csv:2:1: found \"2014-02-30\", expected a date that exists, as YYYY-MM-DD\n\
         rates.csv:3:12: found \"US$\", expected a currency code of ISO 4217, such as USD\n\
         rates.csv:3:20: found \"0\", expected a positive rate in plain digits with a decimal point, at most 28 digits\n\
         rates.csv:5:16: found \"usd\", expected another currency than the base USD\n\
         rates.csv:6:1: found \"3 cells\", expected 4 cells, as in the header\n\
         rates.csv:8:20: found \"6,2\", expected a positive rate in plain digits with a decimal point, at most 28 digits\n\
         rates.csv:9:1: found \"6.3\", expected 6.2, as line 7 gives for USD to CNY on 2015-03-31: one rate a day and pair"
    );
    assert_eq!(error.problems().len(), 7);
    for (text, expected) in [
        (
            "date,base,quote\n2015-03-31,USD,CNY\n",
            "rates.csv:1:1: found \"date,base,quote\", expected one column \"rate\" in a header of date,base,quote,rate",
        ),
        (
            "date,base,quote,rate,base\n",
            "rates.csv:1:22: found \"a second base\", expected one column \"base\" in a header of date,base,quote,rate",
        ),
        (
            "date,base,quote,rate\n",
            "rates.csv:1:1: found \"no rates\", expected a header and at least one row with a rate",
        ),
        (
            "Date,USD,ZZZ,EUR,USD,\n2027-01-05,1.25,1,1,1,2\n2027-01-06,1\n",
            "rates.csv:1:10: found \"ZZZ\", expected a currency code of ISO 4217, such as USD\n\
             rates.csv:1:14: found \"EUR\", expected another currency than the base EUR\n\
             rates.csv:1:18: found \"USD\", expected each currency once\n\
             rates.csv:2:23: found \"2\", expected nothing under an empty header\n\
             rates.csv:3:1: found \"2 cells\", expected 6 cells, as in the header",
        ),
    ] {
        let found = with(text).unwrap_err().to_string();
        assert_eq!(found, expected, "{text:?}");
    }
}
