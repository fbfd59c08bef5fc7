//! Dates as bylines and metadata write them.

use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;

/// The forms that name a day beyond doubt: 05/06/2015 is the fifth of June to some and the sixth of May to others.
const FORMS: [&str; 10] = [
    "%Y-%m-%d",
    "%d-%b-%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%Y/%m/%d",
    "%Y%m%d",
];

/// The longest text that is searched: a byline is short.
const LONGEST: usize = 400;

/// The day that a text begins with, as the writer's calendar shows it: a time of day and its zone may follow.
fn leading(text: &str) -> Option<Date> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let may_fit = |form: &&&str| match form.get(..2) {
        // A year has four digits, and a name begins with none.
        Some("%Y") => !(1..4).contains(&digits),
        Some("%B" | "%b") => digits == 0,
        _ => true,
    };
    FORMS.iter().filter(may_fit).find_map(|form| {
        let (time, used) = BrokenDownTime::parse_prefix(form, text).ok()?;
        let goes_on = text.get(used..)?.starts_with(|next: char| next.is_ascii_digit());
        // Four digits of a year: jiff reads `%Y` in fewer.
        time.to_date().ok().filter(|date| !goes_on && date.year() >= 1000)
    })
}

/// The first day that a text names in full: `2015-05-27T09:30:00Z`, `26-FEB-1987 15:01`, `May 27, 2015`, `Wed, 27 May 2015`,
/// `By Jane Doe | Sept. 3rd, 2015`.
pub(super) fn find(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    leading(text).or_else(|| find_within(&plain(text)))
}

/// What is said of a date that cannot be read.
pub(super) fn unreadable(name: &str, value: &str) -> String {
    let shown: String = value.chars().take(40).collect();
    format!("found `{shown}` as {name}; expected a day as 2015-05-27 or May 27, 2015: the date is not known")
}

fn find_within(text: &str) -> Option<Date> {
    let mut begins = true;
    text.char_indices().find_map(|(at, character)| {
        let is_start = begins && character.is_ascii_alphanumeric();
        begins = !character.is_alphanumeric() && character != '.';
        is_start.then(|| leading(text.get(at..)?)).flatten()
    })
}

/// A text with days and months written as the forms have them: `Sept. 3rd, 2015` as `Sep 3, 2015`.
fn plain(text: &str) -> String {
    text.split_whitespace().map(plain_word).collect::<Vec<_>>().join(" ")
}

fn plain_word(word: &str) -> String {
    let (word, comma) = word.strip_suffix(',').map_or((word, ""), |word| (word, ","));
    let word = word.trim_end_matches('.');
    let word = if word.eq_ignore_ascii_case("sept") { "Sep" } else { word };
    let day = ["st", "nd", "rd", "th"].iter().find_map(|ordinal| word.strip_suffix(ordinal));
    let is_day = |day: &&str| !day.is_empty() && day.bytes().all(|byte| byte.is_ascii_digit());
    format!("{}{comma}", day.filter(is_day).unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_in_every_form_that_leaves_no_doubt() {
        for (text, expected) in [
            ("2015-05-27", "2015-05-27"),
            ("2015-05-27T23:30:00-04:00", "2015-05-27"),
            (" 26-FEB-1987 15:01:01.79", "1987-02-26"),
            ("1-MAR-1987  09:00:00.1A", "1987-03-01"),
            ("May 27, 2015", "2015-05-27"),
            ("may 7 2015", "2015-05-07"),
            ("Wed, 27 May 2015 10:00:00 GMT", "2015-05-27"),
            ("Wednesday 27 May 2015", "2015-05-27"),
            ("By Jane Doe | Sept. 3rd, 2015", "2015-09-03"),
            ("DALLAS, March 29, 2021 /PRNewswire/ -- Acme", "2021-03-29"),
            ("Posted on Feb. 1, 2020 at 5pm", "2020-02-01"),
            ("20150527", "2015-05-27"),
            ("2015/05/27", "2015-05-27"),
        ] {
            assert_eq!(find(text).map(|date| date.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_or_could_be_two_is_none() {
        for text in [
            "",
            "2015",
            "May 2015",
            "05/06/2015",
            "2015-13-01",
            "2015-02-30",
            "201505271",
            "version 1.2015-05-27a9",
            "May 27",
            "$2015-05",
            "12-05-15",
            &"x ".repeat(300),
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
