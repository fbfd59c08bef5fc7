//! Days between fixings, and days on which none is due.

use jiff::civil::{Date, Weekday};

/// How far back a fixing may lie: a week bridges every run of holidays that the ECB has had.
pub(super) const REACH: i64 = 7;

/// Days from `start` to `end`.
pub(super) fn days_between(start: Date, end: Date) -> i64 {
    end.duration_since(start).as_hours() / 24
}

/// Whether two fixings lie so far apart that a day between them has none within reach.
pub(super) fn is_gap(after: Date, before: Date) -> bool {
    days_between(after, before) > REACH.saturating_add(1)
}

/// Whether the ECB would fix rates on a day, as far as weekends and the fixed holidays of its TARGET system tell
/// (1 January, 1 May, 25 and 26 December).
pub(super) fn is_working_day(day: Date) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let holiday = matches!((day.month(), day.day()), (1, 1) | (5, 1) | (12, 25 | 26));
    !weekend && !holiday
}

/// The stretches between neighbouring days that are gaps: the last day before and the first day after each.
pub(super) fn gaps(days: &[Date]) -> Vec<(Date, Date)> {
    let neighbours = days.iter().zip(days.iter().skip(1));
    neighbours
        .filter(|(after, before)| is_gap(**after, **before))
        .map(|(after, before)| (*after, *before))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_gap_has_a_day_beyond_reach() {
        // 8 to 15 January: seven days between them have no fixing, each within a week of the 8th.
        assert!(!is_gap(date(2015, 1, 8), date(2015, 1, 16)));
        assert!(is_gap(date(2015, 1, 8), date(2015, 1, 17)));
        let days = [date(2008, 12, 8), date(2008, 12, 9), date(2018, 2, 1)];
        assert_eq!(gaps(&days), [(date(2008, 12, 9), date(2018, 2, 1))]);
        assert_eq!(gaps(&[]), []);
    }

    #[test]
    fn weekends_and_fixed_holidays_are_no_working_days() {
        for (day, working) in [
            (date(1999, 1, 1), false),
            (date(1999, 1, 2), false),
            (date(1999, 1, 4), true),
            (date(2026, 10, 31), false),
            (date(2026, 5, 1), false),
            (date(2026, 12, 24), true),
        ] {
            assert_eq!(is_working_day(day), working, "{day}");
        }
    }
}
