//! Calendar days.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Date {
    /// Returns the day of a time in UTC, so that it is the same everywhere. Times before 1970 give its first day.
    pub fn utc(time: SystemTime) -> Self {
        const SECONDS: u64 = 24 * 60 * 60;
        let mut days = time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() / SECONDS;
        let (mut year, mut month) = (1970, 1);
        while days >= days_of(year, month) && year < u16::MAX {
            days -= days_of(year, month);
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        Self { year, month, day: u8::try_from(days + 1).unwrap_or_default() }
    }
}

/// Returns how many days a month has.
fn days_of(year: u16, month: u8) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl From<toml::value::Date> for Date {
    fn from(date: toml::value::Date) -> Self {
        let toml::value::Date { year, month, day } = date;
        Self { year, month, day }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::Date;

    #[test]
    fn a_time_is_on_its_day_in_utc() {
        for (seconds, expected) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (86_400, "1970-01-02"),
            (951_782_399, "2000-02-28"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_735_689_599, "2024-12-31"),
            (1_735_689_600, "2025-01-01"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(Date::utc(UNIX_EPOCH + Duration::from_secs(seconds)).to_string(), expected, "{seconds}");
        }
    }

    #[test]
    fn a_time_before_1970_gives_its_first_day() {
        assert_eq!(Date::utc(UNIX_EPOCH - Duration::from_secs(1)).to_string(), "1970-01-01");
    }
}
